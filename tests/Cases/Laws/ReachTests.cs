using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>The random cases get somewhere: a property that holds since nothing ever happens would be worth nothing.</summary>
public sealed class ReachTests
{
    private static readonly IReadOnlyList<CaseDriver> s_cases = RandomCases.Fixed(400);

    [Fact]
    public void Every_kind_of_event_is_accepted_somewhere() =>
        EventKinds.All.Select(k => k.Name).Except(s_cases.SelectMany(c => c.Accepted).Select(t => t.Event.Head.Kind.Name)).ShouldBeEmpty();

    [Fact]
    public void Every_law_refuses_somewhere() =>
        LawBook.All.Select(l => l.Id).Except(s_cases.SelectMany(c => c.All).Select(t => t.Outcome).OfType<Refused>().Select(r => r.Id)).ShouldBeEmpty();

    [Fact]
    public void Cases_of_every_process_are_closed_and_some_are_opened_again()
    {
        var closed = s_cases.Where(c => c.Accepted.Any(t => t.Event is CaseClosed)).ToArray();
        closed.Select(c => c.Process).Distinct().Order(StringComparer.Ordinal).ShouldBe(BuiltInFileNames.Processes);
        closed.Length.ShouldBeGreaterThan(40);
        s_cases.ShouldContain(c => c.Accepted.Any(t => t.Event is CaseReopened));
    }
}
