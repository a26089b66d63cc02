using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What a conflict does to a case.</summary>
internal static class ConflictsFound
{
    private const string Parties = "parties";

    /// <summary>Keeps the word of whoever did an event that a member is in conflict, for another to decide (<see cref="Withholding"/>).</summary>
    internal static CaseState RaiseConflict(this CaseState state, CaseEvent word, string member, string? towards)
    {
        var voice = VoiceOf(word);
        // The event itself is in the log already, and waits as little as those that were decided.
        var isRepeated = state.Log.Any(e => e != word && MemberOf(e) == member && VoiceOf(e) == voice && !state.RaisedConflicts.Has(e.Head.Id));
        return state with { RaisedConflicts = state.RaisedConflicts.With(new(word.Head.Id, member, word.Head.Time, voice, towards, isRepeated)) };
    }

    // The parties are one voice: each could be made up by the member who writes their words down.
    private static string VoiceOf(CaseEvent word) => word.Head.Actor.IsStaff ? word.Head.Actor.Pseudonym : Parties;

    private static string? MemberOf(CaseEvent word) => word switch { ConflictRaised raised => raised.Member, PartyNamed named => named.Member, _ => null };

    /// <summary>Takes a member off the case from now on, and marks what they did for another to review.</summary>
    internal static CaseState FindConflict(this CaseState state, string member, string party, Conflict conflict)
    {
        var known = state.Staff.Find(member) ?? new StaffMember(member);
        return (state with { Staff = state.Staff.With(known with { Found = known.Found.SetItem(party, conflict) }) }).WithMemberOff(member);
    }

    /// <summary>Lets a member back whose conflict turned out to be none. Parts are given anew, and what waits for a review still does.</summary>
    internal static CaseState LiftConflict(this CaseState state, string member, string party) =>
        state with { Staff = state.Staff.With(state.Staff[member] with { Found = state.Staff[member].Found.Remove(party) }) };

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
