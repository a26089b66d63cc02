using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>Who is spoken of to another employer is told so, and what no longer holds is withdrawn.</summary>
internal static class StatementDuties
{
    internal static IEnumerable<Duty> Of(CaseState state, Rulebook rules, Windows windows)
    {
        foreach (var given in state.Statements)
        {
            yield return Tell(given, given.Event, given.Time);
            if (Ended(state, given) is { } ended)
            {
                yield return new Duty("statement/withdraw", $"Withdraw {given.Id} and tell whoever was given it: what it rests on no longer holds (statement-withdrawn).", StatementWithdrawn.Kind.MayAct, null, given.Id, ended)
                {
                    Done = given.WithdrawnAt,
                }.DueBy(() => End(ended));
            }
        }

        foreach (var withdrawn in state.Log.OfType<StatementWithdrawn>())
        {
            yield return Tell(state.Statements[withdrawn.Statement], withdrawn.Head.Id, withdrawn.Head.Time);
        }

        Duty Tell(StatementMade given, string tellsOf, DateTimeOffset since) =>
            new Duty("statement/tell", $"Tell {given.Respondent} in writing of {tellsOf} (notice {Code.Of(Notice.Statement)}).", NoticeSent.Kind.MayAct, given.Respondent, tellsOf, since)
            {
                Done = windows.ToldSince(Notice.Statement, tellsOf, given.Respondent),
            }.DueBy(() => End(since));

        DateTimeOffset? End(DateTimeOffset since)
        {
            var process = rules.Process(state.Opening!.Process);
            return rules.ClockOf(state).EndOf(since, process.Rights.Tell, process.LastDay);
        }
    }

    // Since when a statement says what is not so any more; null while it is. That its last day is over ends it by itself.
    private static DateTimeOffset? Ended(CaseState state, StatementMade given)
    {
        var decisions = given.Says == StatementKind.Findings
            ? given.RestsOn.Where(id => state.Decisions[id].IsSetAside).Select(id => SetAsideAt(state, id))
            : Decided(state, given.Respondent);
        return decisions.Min();
    }

    private static DateTimeOffset? SetAsideAt(CaseState state, string decision)
    {
        var appeals = state.Appeals.Where(a => a.Decision == decision).Select(a => a.Id).ToHashSet();
        return state.Log.First(e => e is AppealDecided { Outcome: AppealOutcome.SetAside } a && appeals.Contains(a.Appeal)
            || e is ActReviewed { Outcome: ReviewOutcome.SetAside } r && r.Act == decision).Head.Time;
    }

    // Once all is decided, or something is found, a departure is not what there is to tell.
    private static IEnumerable<DateTimeOffset?> Decided(CaseState state, string respondent)
    {
        var standing = state.Allegations.Where(a => a.Respondent == respondent).Select(a => state.StandingDecision(a.Id)).ToArray();
        return standing.All(d => d is not null) ? [standing.Max(d => d!.Time)]
            : standing.Where(d => d is { Finding: FindingKind.Substantiated }).Select(d => (DateTimeOffset?)d!.Time);
    }
}
