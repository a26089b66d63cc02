using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record FindingMade(EventHead Head, string Allegation, FindingKind Finding, StandardOfProof Standard) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "finding-made", "An allegation is decided. It is final once both sides were told, the time to appeal is over and every appeal is decided.",
        [Role.DecisionMaker],
        m =>
        {
            var made = new FindingMade(
                m.Head,
                m.Allegation("Which allegation."),
                m.Code<FindingKind>("finding", "What is found."),
                m.Code<StandardOfProof>("standard", "By which standard of proof."));
            m.Sealed("reasons", "The evidence, how it was weighed, and why.");
            return made;
        });

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations([Allegation]);

    internal override CaseState Change(CaseState state)
    {
        var process = state.ProcessOf(state.Allegations[Allegation]);
        return state with { Decisions = state.Decisions.With(new(Head.Id, Allegation, process, [Head.Actor.Pseudonym], Head.Time, Finding, Standard, null, null)) };
    }
}
