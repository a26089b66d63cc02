using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What a conflict does to a case.</summary>
internal static class ConflictsFound
{
    /// <summary>Takes a member off the case from now on, and marks what they did for another to review.</summary>
    internal static CaseState FindConflict(this CaseState state, string member, string party, Conflict conflict)
    {
        var known = state.Staff.Find(member) ?? new StaffMember(member);
        return (state with { Staff = state.Staff.With(known with { Found = known.Found.SetItem(party, conflict) }) }).WithMemberOff(member);
    }

    /// <summary>Takes a member off whose conflict is known.</summary>
    internal static CaseState WithMemberOff(this CaseState state, string member)
    {
        // A declaration is the one act that nobody need do anew.
        var acts = state.Log.Where(e => e.Head.Actor.Pseudonym == member && e is not ConflictsDeclared && !state.Reviews.Has(e.Head.Id));
        return state with
        {
            Staff = state.Staff.With(state.Staff[member] with { Assigned = [] }),
            Reviews = acts.Aggregate(state.Reviews, (reviews, act) => reviews.With(new(act.Head.Id, member))),
        };
    }
}
