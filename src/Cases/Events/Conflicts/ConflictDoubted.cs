using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What a member declared of themselves is not doubted: it is theirs to know.</summary>
internal sealed record ConflictDoubted(EventHead Head, string Member, string Towards) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflict-doubted", "Somebody says that a conflict which was found is none. Another decides that, and then the member comes back.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var doubted = new ConflictDoubted(m.Head, m.Need("member", Names.Staff, "Whose conflict."), m.Need("towards", Names.Party, "With whom it was found."));
            m.Sealed("reasons", "Why.");
            return doubted;
        })
    {
        BeforeAssignment = true, AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([Towards])
        ?? (state.Staff.Find(Member)?.Found.ContainsKey(Towards) == true ? null : $"No conflict of {Member} with {Towards} was found.");

    internal override CaseState Change(CaseState state) =>
        state with { DoubtedConflicts = state.DoubtedConflicts.With(new(Head.Id, Member, Towards, Head.Time)) };
}
