using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>That the finding is final and substantiated is said by the law on presumption.</summary>
internal sealed record SanctionDecided(EventHead Head, string Allegation, Sanction Sanction) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "sanction-decided", "What follows for the respondent from a final substantiated finding.",
        [Role.DecisionMaker],
        m =>
        {
            var decided = new SanctionDecided(m.Head, m.Allegation("From which allegation."), m.Code<Sanction>("sanction", "What follows."));
            m.Sealed("content", "What exactly, from when, and why it is proportionate.");
            return decided;
        })
    {
        AfterClosure = true,
    };

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations([Allegation]);

    internal override CaseState Change(CaseState state) => state with
    {
        Consequences = state.Consequences.Add(new(Allegation, state.Allegations[Allegation].Respondent, Sanction, null)),
    };
}

internal sealed record RemedyGiven(EventHead Head, string Allegation, string Person, Remedy Remedy) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "remedy-given", "Something is given back to a reporter or witness. It needs no finding: help does not wait.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var given = new RemedyGiven(
                m.Head, m.Allegation("From which allegation."), m.Need("person", Names.ReporterOrWitness, "To whom."), m.Code<Remedy>("remedy", "What is given."));
            m.Sealed("content", "What exactly.");
            return given;
        })
    {
        AfterClosure = true,
    };

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations([Allegation]) ?? state.WithoutPeople([Person]);

    internal override CaseState Change(CaseState state) =>
        state with { Consequences = state.Consequences.Add(new(Allegation, Person, null, Remedy)) };
}
