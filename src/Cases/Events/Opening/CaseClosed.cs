using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What has to be true before is said by laws: findings, lesson, reviews, appeals.</summary>
internal sealed record CaseClosed(EventHead Head) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "case-closed", "Every allegation has its final finding or ground, a lesson is written, and the case is closed. The watch on retaliation goes on.",
        [Role.CaseOfficer, Role.DecisionMaker], m => new CaseClosed(m.Head));

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override CaseState Change(CaseState state) => state with { IsClosed = true };
}

internal sealed record CaseReopened(EventHead Head, ReopenedBecause Because) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "case-reopened", "A closed case is opened again. What was found stays until it is set aside; unless it is for a new allegation only, both sides can appeal once more within the time to appeal, counted from here.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m => new CaseReopened(m.Head, m.Code<ReopenedBecause>("because", "Why.")))
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.IsClosed ? null : "The case is open.";

    internal override CaseState Change(CaseState state) => state with { IsClosed = false };
}
