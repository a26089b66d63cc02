using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What may be in a statement is said by the law on statements.</summary>
internal sealed record StatementGiven(EventHead Head, string Statement, string Respondent, StatementKind Says, IReadOnlyList<string> RestsOn, IReadOnlyList<ActCode> Acts, DateOnly Until, string Digest) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "statement-given", "A signed statement for another employer was made: of final substantiated findings, or that somebody left while allegations were pending.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var given = new StatementGiven(
                m.Head,
                m.Need("statement", Names.Statement, "The number of the statement."),
                m.Need("respondent", Names.Respondent, "Of whom it speaks."),
                m.Code<StatementKind>("says", "What it says."),
                m.Need("rests-on", new ListShape<string>(Names.Event, 1), "The events of the findings, or the one of the departure."),
                m.Need("acts", new ListShape<ActCode>(new CodeShape<ActCode>(), 0, mayRepeat: true), "The act of each of these findings, in their order; none for a departure."),
                m.Need("until", Names.Day, "The last day on which somebody may rely on it."),
                m.Need("digest", Names.Digest, "SHA-256 of the statement, which has 32 random bytes in it, so that the digest tells nothing."));
            m.Sealed("content", "The statement as it was signed.");
            return given;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        Presence.Taken(state.Statements, Statement)
        ?? state.WithoutPeople([Respondent])
        ?? RestsOn.Select(state.WithoutEvent).FirstOrDefault(missing => missing is not null);

    internal override CaseState Change(CaseState state) =>
        state with { Statements = state.Statements.With(new(Statement, Respondent, Says, RestsOn, Until, Digest, Head.Id, Head.Time)) };
}
