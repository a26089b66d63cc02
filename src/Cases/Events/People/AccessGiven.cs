using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>It changes nothing of what is owed: notices are sent to whoever has a code, and to whoever has none.</summary>
internal sealed record AccessGiven(EventHead Head, string To) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "access-given", "A respondent, or an adviser, was given a code for letters; an earlier one of theirs ended with it.",
        [Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var given = new AccessGiven(m.Head, m.Need("to", Names.RespondentOrAdviser, "To whom."));
            m.Sealed("content", "The access as the organisation signed it, with its public keys.");
            return given;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.WithoutPeople([To]);

    internal override CaseState Change(CaseState state) => state;
}
