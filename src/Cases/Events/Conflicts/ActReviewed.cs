using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record ActReviewed(EventHead Head, string Act, ReviewOutcome Outcome) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "act-reviewed", "Another looked at an act of somebody who turned out to be in conflict.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var reviewed = new ActReviewed(m.Head, m.Need("act", Names.Event, "The event that is reviewed."), m.Code<ReviewOutcome>("outcome", "Whether it holds."));
            m.Sealed("reasons", "Why.");
            return reviewed;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutEvent(Act)
        ?? (state.Reviews.Find(Act) is not { Outcome: null } ? $"{Act} does not wait for a review." : null)
        ?? (Outcome == ReviewOutcome.SetAside && !CanBeSetAside(state, state.ById[Act])
            ? $"{Act} opened, named, assigned or began something that others have built on: uphold it, and mend with an event of its own what was wrong."
            : null);

    // What leaves a mark can be done again; what brought somebody or something into the case cannot be undone.
    private static bool CanBeSetAside(CaseState state, CaseEvent act) => act switch
    {
        FindingMade => true,
        DismissalConfirmed confirmed => !state.Decisions.Any(d => d.Id == act.Head.Id && d.IsSetAside) && state.Dismissals.Has(confirmed.Dismissal),
        DismissalProposed proposed => state.Dismissals.Find(proposed.Dismissal) is { ConfirmedBy: null },
        NoticeSent or InterviewHeld or MeetingHeld or HearingHeld or EvidenceShown or InvestigationReported or LessonWritten => true,
        _ => false,
    };

    internal override CaseState Change(CaseState state)
    {
        var reviewed = state with { Reviews = state.Reviews.With(state.Reviews[Act] with { Outcome = Outcome }) };
        return Outcome == ReviewOutcome.Upheld ? reviewed : Undone(reviewed, state.ById[Act]);
    }

    private CaseState Undone(CaseState state, CaseEvent act)
    {
        var without = state with { Marks = state.Marks.RemoveAll(m => m.Event == Act) };
        return act switch
        {
            FindingMade or DismissalConfirmed => without.WithDecisionSetAside(Act),
            DismissalProposed proposed => without with { Dismissals = without.Dismissals.Without(proposed.Dismissal) },
            LessonWritten lesson => without with { Lessons = without.Lessons.Without(lesson.Lesson) },
            _ => without,
        };
    }
}
