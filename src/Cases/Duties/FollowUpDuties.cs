using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>What an event leaves to be done by somebody, without a day: decided dismissals to go on from, reviews, raised conflicts, pending appeals, lessons.</summary>
internal static class FollowUpDuties
{
    internal static IEnumerable<Duty> Of(CaseState state)
    {
        foreach (var decision in state.Decisions.Where(d => !d.Concludes && !d.IsSetAside && state.ProcessOf(state.Allegations[d.Allegation]) == d.Process))
        {
            yield return new(
                "departure-closes-nothing/continue", $"Go on with {decision.Allegation} under {decision.ContinuesUnder}: only its formal process was dismissed.",
                ProcessContinued.Kind.MayAct, null, decision.Allegation, decision.Time);
        }

        foreach (var dismissal in state.Dismissals.Where(d => d.ConfirmedBy is null && state.StandingDecision(d.Allegation) is null))
        {
            var proposed = state.Log.OfType<DismissalProposed>().Last(p => p.Dismissal == dismissal.Id);
            yield return new("two-people-for-dismissal/confirm", $"Confirm {dismissal.Id}, or go on with {dismissal.Allegation}.", DismissalConfirmed.Kind.MayAct, null, dismissal.Id, proposed.Head.Time);
        }

        foreach (var review in state.Reviews.Where(r => r.Outcome is null))
        {
            yield return new("conflict/review", $"Review {review.Id} ({state.ById[review.Id].Head.Kind}), done by {review.Member}, who was in conflict.", ActReviewed.Kind.MayAct, null, review.Id, state.ById[review.Id].Head.Time);
        }

        foreach (var raised in state.RaisedConflicts)
        {
            yield return new("conflict/decide", $"Decide whether {raised.Member} is in conflict, as {state.ById[raised.Id].Head.Actor.Pseudonym} says.", ConflictDecided.Kind.MayAct, null, raised.Id, raised.Time);
        }

        foreach (var doubted in state.DoubtedConflicts)
        {
            yield return new("conflict/decide", $"Decide whether {doubted.Member} is in conflict with {doubted.Towards} after all, which {state.ById[doubted.Id].Head.Actor.Pseudonym} doubts.", ConflictDecided.Kind.MayAct, null, doubted.Id, doubted.Time);
        }

        foreach (var appeal in state.Appeals.Where(a => a.Outcome is null && !state.Decisions[a.Decision].IsSetAside))
        {
            yield return new("equal-appeal/decide", $"Decide the appeal {appeal.Id} of {appeal.By}.", AppealDecided.Kind.MayAct, null, appeal.Id, appeal.Time);
        }

        foreach (var allegation in state.Allegations)
        {
            if (state.StandingDecision(allegation.Id) is { } decision && !state.HasLesson(decision))
            {
                yield return new("lesson-before-closure/lesson", $"Write what the institution changes after {allegation.Id}.", LessonWritten.Kind.MayAct, null, allegation.Id, decision.Time);
            }
        }
    }
}
