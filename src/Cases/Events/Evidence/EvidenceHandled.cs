using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record EvidenceCopied(EventHead Head, string Evidence, string Holder) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "evidence-copied", "A copy of a piece was made for somebody.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m => new EvidenceCopied(m.Head, m.Need("evidence", Names.Evidence, "Which piece."), m.Need("holder", Names.Person, "Who holds the copy.")));

    internal override string? Missing(CaseState state) => state.WithoutEvidence([Evidence]) ?? state.WithoutPeople([Holder]);

    internal override CaseState Change(CaseState state) =>
        state with { Evidence = state.Evidence.With(state.Evidence[Evidence].And(CustodyStep.Copied, Holder, Head.Time)) };
}

internal sealed record EvidenceMoved(EventHead Head, string Evidence, string Holder) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "evidence-moved", "A piece went to another holder.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m => new EvidenceMoved(m.Head, m.Need("evidence", Names.Evidence, "Which piece."), m.Need("holder", Names.Staff, "Who holds it from now on.")));

    internal override string? Missing(CaseState state) => state.WithoutEvidence([Evidence]);

    internal override CaseState Change(CaseState state) =>
        state with { Evidence = state.Evidence.With(state.Evidence[Evidence].And(CustodyStep.Moved, Holder, Head.Time, Holder)) };
}

internal sealed record EvidenceReturned(EventHead Head, string Evidence, string To) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "evidence-returned", "A piece was given back. Its record stays.",
        [Role.Advocate, Role.CaseOfficer],
        m => new EvidenceReturned(m.Head, m.Need("evidence", Names.Evidence, "Which piece."), m.Need("to", Names.Person, "To whom.")))
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutEvidence([Evidence])
        ?? state.WithoutPeople([To])
        ?? (state.Evidence[Evidence].From != To ? $"{Evidence} came from {state.Evidence[Evidence].From} and is given back to nobody else." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Evidence = state.Evidence.With(state.Evidence[Evidence].And(CustodyStep.Returned, To, Head.Time, To)) };
}
