using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record StatementWithdrawn(EventHead Head, string Statement, StatementEnd Cause) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "statement-withdrawn", "A statement for another employer no longer counts. Whoever was given it is told; the file itself cannot be called back.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var withdrawn = new StatementWithdrawn(m.Head, m.Need("statement", Names.Statement, "Which statement."), m.Code<StatementEnd>("cause", "Why."));
            m.Sealed("content", "What was wrong or changed, and who was told of it.");
            return withdrawn;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.Statements.Find(Statement) switch
    {
        null => $"There is no statement {Statement} in this case.",
        { WithdrawnAt: not null } => $"{Statement} is withdrawn already.",
        _ => null,
    };

    internal override CaseState Change(CaseState state) =>
        state with { Statements = state.Statements.With(state.Statements[Statement] with { WithdrawnAt = Head.Time }) };
}
