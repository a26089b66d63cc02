using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>When it may be is said by the law on the record.</summary>
internal sealed record ContentDestroyed(EventHead Head, string Content, DestructionGround Ground, SealedReference? Order) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "content-destroyed", "The key of sealed content is destroyed, by retention or a court. The events that refer to it, and its hash, stay.",
        [Role.CaseOfficer, Role.DecisionMaker, Role.System],
        m => new ContentDestroyed(
            m.Head, m.Need("content", SealedShape.Id, "The id of the sealed content."), m.Code<DestructionGround>("ground", "Why."),
            m.May("order", Names.Sealed, "The court's order, as it was served, sealed for this event; needed for a court order.")))
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        (state.SealedContent.ContainsKey(Content) ? null : "No event refers to sealed content with this id.")
        ?? (state.Destroyed.Contains(Content) ? "This content is destroyed already." : null)
        ?? (Ground == DestructionGround.CourtOrder && Order is null ? "A court's order is kept with what it destroyed: refer to it in \"order\"." : null)
        // What is in the case already, and least of all what is destroyed, is no order that came for this.
        ?? (Order is not null && state.SealedContent.ContainsKey(Order.Id) ? "The order is sealed content of this event itself: seal it anew, under a new id." : null);

    internal override CaseState Change(CaseState state) => state with { Destroyed = state.Destroyed.Add(Content) };
}
