using Chorus.Cases.Duties;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

public sealed class LeavingTests
{
    [Fact]
    public void Leaving_settling_and_withdrawing_change_neither_what_is_open_nor_what_is_decided_nor_what_is_owed() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is DepartureRecorded or SettlementRecorded or WithdrawalRecorded))
        {
            var after = ((Accepted)tried.Outcome).State;
            after.OpenAllegations.ShouldBe(tried.Before.OpenAllegations);
            after.Decisions.ShouldBe(tried.Before.Decisions);
            after.IsClosed.ShouldBe(tried.Before.IsClosed);
            // Who withdrew need not be heard any more; everything else is owed as before.
            Owed(after, driver.Rules, tried.Event is WithdrawalRecorded).ShouldBe(Owed(tried.Before, driver.Rules, tried.Event is WithdrawalRecorded));
        }
    });

    [Fact]
    public void An_allegation_whose_formal_process_was_dismissed_since_somebody_left_stays_open() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is DismissalConfirmed))
        {
            var confirmed = (DismissalConfirmed)tried.Event;
            var after = ((Accepted)tried.Outcome).State;
            var ground = after.Dismissals[confirmed.Dismissal].Ground;
            if (Cases.Laws.DepartureClosesNothing.Grounds.Contains(ground))
            {
                after.OpenAllegations.ShouldContain(a => a.Id == confirmed.Allegation);
                after.FormalDismissal(confirmed.Allegation)!.ContinuesUnder.ShouldBe("fair-process");
            }
        }
    });

    [Fact]
    public void Whatever_happened_the_number_of_allegations_never_falls() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted)
        {
            ((Accepted)tried.Outcome).State.Allegations.Select(a => a.Id).Take(tried.Before.Allegations.Count).ShouldBe(tried.Before.Allegations.Select(a => a.Id));
        }
    });

    private static IEnumerable<Duty> Owed(CaseState state, Rulebook rules, bool withoutHearing) =>
        DutyList.Of(state, rules).Where(d => !withoutHearing || !d.By.SequenceEqual(InterviewHeld.Kind.MayAct));
}
