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
            if (Ended(state, rules, given) is { } ended)
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

    // Since when what a statement rests on is not so any more, by the very rules that would now refuse it; null while it is so,
    // and where that came after its last day, which ends it by itself.
    private static DateTimeOffset? Ended(CaseState state, Rulebook rules, StatementMade given)
    {
        if (!HasEnded(state))
        {
            return null;
        }

        var (then, since) = (CaseState.Empty, (DateTimeOffset?)null);
        foreach (var accepted in state.Log)
        {
            then = then.After(accepted);
            since = then.Statements.Find(given.Id) is null || !HasEnded(then) ? null : since ?? accepted.Head.Time;
        }

        return since is { } at && rules.ClockOf(state).DayOf(at) <= given.Until ? at : null;

        bool HasEnded(CaseState of)
        {
            var tellable = new Tellable(of, rules, of.LastTime!.Value);
            return given.RestsOn.Any(id => tellable.WhyNoMore(given.Says, given.Respondent, id) is not null);
        }
    }
}
