using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record EvidenceShown(EventHead Head, string To, IReadOnlyList<string> About, IReadOnlyList<string> Pieces) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "evidence-shown", "A side can see these pieces from now on, for as long as the case lasts, together with its adviser. With no piece: that there is none was shown.",
        [Role.CaseOfficer, Role.System],
        m => new EvidenceShown(
            m.Head,
            m.Need("to", Names.Party, "To whom: a side of these allegations."),
            m.Allegations("For which allegations."),
            m.Need("evidence", new ListShape<string>(Names.Evidence, 0), "Which pieces.")));

    public override IReadOnlyList<string> Allegations => About;

    internal override IReadOnlyList<string> Recipients => [To];

    internal override IEnumerable<Mark> Marks => MarkEach(About, [To]);

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([To])
        ?? state.WithoutAllegations(About)
        ?? state.WithoutEvidence(Pieces)
        ?? (About.FirstOrDefault(a => !state.Allegations[a].Sides.Contains(To)) is { } other ? $"{To} is no side of {other}." : null)
        ?? (Pieces.FirstOrDefault(p => !state.Evidence[p].Allegations.Any(About.Contains)) is { } piece ? $"{piece} is about none of these allegations." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Evidence = state.Evidence.Each(Pieces, piece => piece.And(CustodyStep.Shown, To, Head.Time)) };
}

internal sealed record InvestigationReported(EventHead Head, IReadOnlyList<string> About) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "investigation-reported", "The report of the investigation is with both sides and their advisers. It sums up the evidence and finds nothing yet.",
        [Role.CaseOfficer],
        m =>
        {
            var reported = new InvestigationReported(m.Head, m.Allegations("About which allegations."));
            m.Sealed("content", "The report.");
            return reported;
        });

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(About);

    internal override CaseState Change(CaseState state) => state;
}
