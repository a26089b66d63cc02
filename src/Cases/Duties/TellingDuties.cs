using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>Both sides are told of decisions, appeals and longer periods, in every process: the law on equal appeal counts from there.</summary>
internal static class TellingDuties
{
    internal static IEnumerable<Duty> Of(CaseState state, Rulebook rules, Windows windows)
    {
        foreach (var decision in state.Decisions)
        {
            foreach (var side in state.Allegations[decision.Allegation].Sides)
            {
                yield return Tell(Notice.Decision, decision.Id, side, decision.Time, decision.Allegation);
            }
        }

        foreach (var appeal in state.Appeals)
        {
            var allegation = state.Decisions[appeal.Decision].Allegation;
            yield return Tell(Notice.Appeal, appeal.Event, windows.OtherSide(appeal), appeal.Time, allegation);
        }

        foreach (var decided in state.Log.OfType<AppealDecided>())
        {
            var allegation = state.Decisions[state.Appeals[decided.Appeal].Decision].Allegation;
            foreach (var side in state.Allegations[allegation].Sides)
            {
                yield return Tell(Notice.AppealDecision, decided.Head.Id, side, decided.Head.Time, allegation);
            }
        }

        foreach (var extension in state.Log.OfType<ExtensionGranted>())
        {
            foreach (var (side, allegation) in extension.About.SelectMany(a => state.Allegations[a].Sides.Select(side => (side, a))).DistinctBy(s => s.side))
            {
                yield return Tell(Notice.Extension, extension.Head.Id, side, extension.Head.Time, allegation);
            }
        }

        Duty Tell(Notice notice, string tellsOf, string side, DateTimeOffset since, string allegation)
        {
            var process = rules.ProcessOf(state, state.Allegations[allegation]);
            return new Duty($"equal-appeal/{Code.Of(notice)}", $"Tell {side} in writing of {tellsOf} (notice {Code.Of(notice)}).", NoticeSent.Kind.MayAct, side, tellsOf, since)
            {
                Done = windows.ToldSince(notice, tellsOf, side),
            }.DueBy(() => rules.ClockOf(state).EndOf(since, process.Rights.Tell, process.LastDay));
        }
    }
}
