using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record SettlementRecorded(EventHead Head, string Settlement, SettlementKind Agreed, IReadOnlyList<string> Between, IReadOnlyList<string> Silences, string? Jurisdiction) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "settlement-recorded", "Parties settled, or agreed to be silent. It closes nothing. Whether it silences somebody is shown, with what is known of the law of the place.",
        [Role.Advocate, Role.CaseOfficer, Role.Reporter, Role.Respondent, Role.Adviser],
        m =>
        {
            var recorded = new SettlementRecorded(
                m.Head,
                m.Need("settlement", Names.Settlement, "The number of the settlement."),
                m.Code<SettlementKind>("agreed", "What was agreed."),
                m.Need("between", new ListShape<string>(Names.Party, 1), "The parties to it who are named in this case; the institution may be another."),
                m.Need("silences", new ListShape<string>(Names.Party, 0), "Who may not speak by it; empty for nobody."),
                m.May("jurisdiction", Names.Jurisdiction, "By the law of which place; that of the case where left out."));
            m.Sealed("terms", "What was agreed, as far as the case team may know it.");
            return recorded;
        })
    {
        AfterClosure = true,
    };

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override string? Missing(CaseState state) =>
        Presence.Taken(state.Settlements, Settlement)
        ?? state.WithoutPeople(Between)
        ?? state.WithoutPeople(Silences)
        ?? (Silences.FirstOrDefault(s => !Between.Contains(s)) is { } other ? $"{other} is no party to it and cannot be silenced by it." : null);

    internal override CaseState Change(CaseState state) => state with
    {
        Settlements = state.Settlements.With(new(Settlement, Agreed, Between, Silences, Jurisdiction ?? state.Opening!.Jurisdiction, Head.Time)),
    };
}
