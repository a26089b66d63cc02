using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record ConflictRaised(EventHead Head, string Member) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflict-raised", "Somebody says that a member is in conflict. The member is kept out of the case until another has decided that.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var raised = new ConflictRaised(m.Head, m.Need("member", Names.Staff, "About whom."));
            m.Sealed("reasons", "Why.");
            return raised;
        })
    {
        BeforeAssignment = true, AfterClosure = true,
    };

    internal override CaseState Change(CaseState state) => state.RaiseConflict(this, Member, null);
}

internal sealed record ConflictDecided(EventHead Head, string Member, string Towards, Conflict Conflict) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflict-decided", "Another decides whether a member is in conflict. If so, the member is off the case from now on, and what they did waits for a review. If not, they come back, also where it was found before and somebody doubts it.",
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
        BeforeAssignment = true, AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.WithoutPeople([Towards]);

    /// <summary>The words that it decides: that the member is in conflict with this person or, without one, in conflict at all.</summary>
    internal IEnumerable<RaisedConflict> Raised(CaseState state) => state.RaisedConflicts.Where(r => r.Member == Member && (r.Towards is null || r.Towards == Towards));

    /// <summary>The words that what was found is none.</summary>
    internal IEnumerable<DoubtedConflict> Doubted(CaseState state) => state.DoubtedConflicts.Where(d => d.Member == Member && d.Towards == Towards);

    internal override CaseState Change(CaseState state)
    {
        var doubted = Doubted(state).Any(d => state.ById[d.Id].Head.Actor.Pseudonym != Head.Actor.Pseudonym);
        var decided = state with
        {
            RaisedConflicts = Raised(state).Aggregate(state.RaisedConflicts, (raised, word) => raised.Without(word.Id)),
            DoubtedConflicts = Doubted(state).Aggregate(state.DoubtedConflicts, (doubts, word) => doubts.Without(word.Id)),
        };
        return Conflict != Conflict.None ? decided.FindConflict(Member, Towards, Conflict) : doubted ? decided.LiftConflict(Member, Towards) : decided;
    }
}
