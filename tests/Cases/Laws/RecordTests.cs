using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Replay;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>A case is a function of its accepted events, and the record only grows.</summary>
public sealed class RecordTests
{
    [Fact]
    public void Replaying_gives_the_same_case_with_the_refused_events_and_without() => RandomCases.Hold(driver =>
    {
        var whole = Replayed(driver, driver.All);
        whole.Lines.Select(l => l.Refused?.Reason).ShouldBe(driver.All.Select(t => (t.Outcome as Refused)?.Reason));
        Text(driver, whole.State).ShouldBe(Text(driver, driver.State));
        Text(driver, Replayed(driver, driver.Accepted).State).ShouldBe(Text(driver, driver.State));
    });

    [Fact]
    public void Adding_never_changes_a_line_before_it() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted)
        {
            var after = ((Accepted)tried.Outcome).State.Log;
            after.Count.ShouldBe(tried.Before.Log.Count + 1);
            after.Take(tried.Before.Log.Count).Select(e => e.Head.Line).ShouldBe(tried.Before.Log.Select(e => e.Head.Line));
        }
    });

    [Fact]
    public void Times_never_go_back_ids_are_used_once_and_what_is_sealed_never_changes() => RandomCases.Hold(driver =>
    {
        var log = driver.State.Log;
        log.Zip(log.Skip(1)).ShouldAllBe(pair => pair.First.Head.Time <= pair.Second.Head.Time);
        log.Select(e => e.Head.Id).Distinct().Count().ShouldBe(log.Count);
        log.SelectMany(e => e.Head.Sealed).GroupBy(s => s.Id).ShouldAllBe(g => g.Select(s => s.Hash).Distinct().Count() == 1);
    });

    [Fact]
    public void Only_a_court_destroys_content_of_an_open_case_and_its_events_stay() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is ContentDestroyed))
        {
            var destroyed = (ContentDestroyed)tried.Event;
            (destroyed.Ground == DestructionGround.CourtOrder || tried.Before.IsClosed).ShouldBeTrue();
            driver.State.Log.SelectMany(e => e.Head.Sealed).ShouldContain(s => s.Id == destroyed.Content);
        }
    });

    [Fact]
    public void The_case_as_it_was_at_an_instant_is_what_the_events_until_then_made() => RandomCases.Hold(driver =>
    {
        if (!driver.Accepted.Any())
        {
            return;
        }

        var middle = driver.Accepted.ElementAt(driver.Accepted.Count() / 2);
        var then = middle.Event.Head.Time;
        var until = driver.Accepted.Last(t => t.Event.Head.Time <= then);
        Text(driver, driver.State, then).ShouldBe(Text(driver, ((Accepted)until.Outcome).State, then));
    });

    private static Replayed Replayed(CaseDriver driver, IEnumerable<Tried> tried) => CaseReplay.Of(tried.Select(t => t.Line), driver.Rules, driver.Rules.Processes[driver.State.Opening?.Process ?? driver.Process]);

    private static string Text(CaseDriver driver, CaseState state, DateTimeOffset? at = null) => StateJson.Of(StateView.Of(state, driver.Rules, at ?? driver.Now))!.ToJsonString();
}
