using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record AdviserNamed(EventHead Head, string Adviser, string For, bool Provided) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "adviser-named", "Somebody stands by a party and may act for them: a lawyer, a union representative, a friend.",
        [Role.Advocate, Role.CaseOfficer, Role.Reporter, Role.Respondent, Role.Witness],
        m =>
        {
            var named = new AdviserNamed(
                m.Head,
                m.Need("adviser", Names.Adviser, "The pseudonym of the adviser."),
                m.Need("for", Names.Party, "By whom they stand."),
                m.Need("provided", Names.Flag, "true where the institution provides them, since the party had none."));
            m.Sealed("identity", "Who they are and how to reach them.");
            return named;
        });

    internal override IReadOnlyList<string> Recipients => [For];

    internal override IEnumerable<Mark> Marks => MarkEach([], [For]);

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([For])
        ?? Presence.Taken(state.Parties, Adviser)
        ?? (state.SpokenFor(Head.Actor) is { } self && self != For ? $"{self} names an adviser for themselves only." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Parties = state.Parties.With(new(Adviser, Role.Adviser, Head.Time, For)) };
}
