using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record PartyNamed(EventHead Head, string Party, string? Member) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "party-named", "Somebody is named in the case, by a pseudonym. For a reporter or witness the watch on retaliation opens.",
        [Role.Advocate, Role.CaseOfficer, Role.System],
        m =>
        {
            var named = new PartyNamed(
                m.Head,
                m.Need("party", Names.Party, "The pseudonym under which they are named from now on."),
                m.May("member", Names.Staff, "The pseudonym that this person has as a member of the organisation, where they are one. They are kept out of the case until another decides it."));
            m.Sealed("identity", "Who they are, for the case team.");
            return named;
        })
    {
        BeforeAssignment = true,
    };

    internal override IReadOnlyList<string> Recipients => [Party];

    internal override IEnumerable<Mark> Marks => MarkEach([], [Party]);

    internal override string? Missing(CaseState state) => Presence.Taken(state.Parties, Party);

    internal override CaseState Change(CaseState state)
    {
        var role = Roles.OfParty(Party);
        var named = state with { Parties = state.Parties.With(new(Party, role, Head.Time)) };
        if (role != Role.Respondent)
        {
            named = named with { Watches = named.Watches.With(Watch.Opened(Party, Head.Time)) };
        }

        // Anybody can name anybody before anyone is assigned: a colleague is only found to be a party where nobody could gain by saying so.
        return Member is null ? named
            : Head.Actor.Role == Role.System || Head.Actor.Pseudonym == Member ? named.FindConflict(Member, Party, Conflict.Named)
            : named.RaiseConflict(this, Member, Party);
    }
}
