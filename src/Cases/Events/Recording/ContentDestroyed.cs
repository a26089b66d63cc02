using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>When it may be is said by the law on the record.</summary>
internal sealed record ContentDestroyed(EventHead Head, string Content, DestructionGround Ground) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "content-destroyed", "The key of sealed content is destroyed, by retention or a court. The events that refer to it, and its hash, stay.",
        [Role.CaseOfficer, Role.DecisionMaker, Role.System],
        m => new ContentDestroyed(
            m.Head, m.Need("content", SealedShape.Id, "The id of the sealed content."), m.Code<DestructionGround>("ground", "Why.")))
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        (state.SealedContent.ContainsKey(Content) ? null : "No event refers to sealed content with this id.")
        ?? (state.Destroyed.Contains(Content) ? "This content is destroyed already." : null);

    internal override CaseState Change(CaseState state) => state with { Destroyed = state.Destroyed.Add(Content) };
}
