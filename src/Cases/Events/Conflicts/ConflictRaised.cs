using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record ConflictRaised(EventHead Head, string Member) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflict-raised", "A party says that a member is in conflict. The case is not closed until another has decided that.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var raised = new ConflictRaised(m.Head, m.Need("member", Names.Staff, "About whom."));
            m.Sealed("reasons", "Why.");
            return raised;
        })
    {
        AfterClosure = true,
    };

    internal override CaseState Change(CaseState state) =>
        state with { RaisedConflicts = state.RaisedConflicts.With(new(Head.Id, Member, Head.Time)) };
}

internal sealed record ConflictDecided(EventHead Head, string Member, string Towards, Conflict Conflict) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflict-decided", "Another decides whether a member is in conflict. If so, the member is off the case from now on, and what they did waits for a review.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var decided = new ConflictDecided(
                m.Head,
                m.Need("member", Names.Staff, "About whom."),
                m.Need("towards", Names.Party, "With whom there is a conflict, or none."),
                m.Code<Conflict>("conflict", "What they are to each other."));
            m.Sealed("reasons", "Why.");
            return decided;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.WithoutPeople([Towards]);

    internal override CaseState Change(CaseState state)
    {
        var open = state.RaisedConflicts.Where(r => r.Member == Member).Select(r => r.Id).ToArray();
        var decided = state with { RaisedConflicts = open.Aggregate(state.RaisedConflicts, (raised, id) => raised.Without(id)) };
        return Conflict == Conflict.None ? decided : decided.FindConflict(Member, Towards, Conflict);
    }
}
