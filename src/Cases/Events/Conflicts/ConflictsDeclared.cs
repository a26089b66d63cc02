using System.Collections.Immutable;
using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record ConflictsDeclared(EventHead Head, IReadOnlyList<DeclaredTowards> About) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "conflicts-declared", "A member says of each person who is named in the case whether there is a conflict. Nobody is assigned without it, and nobody acts on once somebody new is named until they have said it of them too.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.Administrator],
        m => new ConflictsDeclared(m.Head, m.Need("about", new ListShape<DeclaredTowards>(new DeclaredShape(), 1), "Each person, and what the actor and they are to each other.")))
    {
        BeforeAssignment = true, AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople(About.Select(a => a.Party))
        ?? (About.Select(a => a.Party).Distinct().Count() < About.Count ? "Somebody stands twice in this declaration; say one thing of each." : null);

    internal override CaseState Change(CaseState state)
    {
        var member = state.Staff.Find(Head.Actor.Pseudonym) ?? new StaffMember(Head.Actor.Pseudonym);
        var declared = member with { Declared = member.Declared.SetItems(About.Select(a => KeyValuePair.Create(a.Party, a.Conflict))) };
        var after = state with { Staff = state.Staff.With(declared) };
        return declared.Conflicted is null ? after : after.WithMemberOff(declared.Id);
    }
}
