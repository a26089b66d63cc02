using Chorus.App.Questionnaires;

namespace Chorus.App.Features.Write;

/// <summary>What the questions show: the questionnaire, the organisations to choose from, and what was filled in so far.</summary>
internal sealed class QuestionPages(
    Questionnaire questionnaire,
    IReadOnlyList<OfferedOrganisation> organisations,
    Filled filled,
    IReadOnlyDictionary<string, string>? mends = null)
{
    internal Questionnaire Questionnaire => questionnaire;

    internal IReadOnlyList<OfferedOrganisation> Organisations => organisations;

    internal string? Value(string field) => filled.One(field);

    internal string? MendOf(string field) => mends?.GetValueOrDefault(field);

    internal bool IsChosen(Question question, string value)
    {
        var given = filled.All(question.Id);
        return given.Count == 0 && filled.IsUntouched
            ? string.Equals(question.Preset, value, StringComparison.Ordinal)
            : given.Contains(value, StringComparer.Ordinal);
    }

    /// <summary>
    /// The questions to somebody who writes with a helper are there for the scripts, which show them when a draft was begun so; a
    /// page without scripts shows them only where the way to it said that two are writing.
    /// </summary>
    internal bool IsHidden(Question question) =>
        filled.One("together") != "yes" && question.When?.Any(c => c.Fact == "together") == true;

    // Where there is only one organisation, there is nothing to choose.
    internal bool IsChosenOrganisation(string id) =>
        organisations.Count == 1 || string.Equals(filled.One("organisation"), id, StringComparison.Ordinal);

    /// <summary>The pieces to show, the first of them even where nothing was written.</summary>
    internal IEnumerable<PieceFields> Pieces(Question question) => Enumerable.Range(1, FilledPieces.Shown(question, filled))
        .Select(n => new PieceFields(question, n, FilledPieces.One(question, n, filled), MendOf($"{question.Id}{n}")));

    internal IdentifierFields Identifier(int slot) => new(
        slot, filled.One($"who{slot}-kind"), filled.One($"who{slot}-value"), filled.One($"who{slot}-place"), MendOf($"who{slot}"));
}

/// <summary>The fields of one identifier; <paramref name="Mend"/> is the message id of what is wrong with it.</summary>
internal sealed record IdentifierFields(int Slot, string? Kind, string? Value, string? Place, string? Mend)
{
    /// <summary>The kinds in the order in which they are offered, surest first, each with its message id.</summary>
    internal static IReadOnlyList<(string Id, string Text)> Kinds { get; } =
    [
        ("phone", "who.kind.phone"), ("email", "who.kind.email"), ("profile", "who.kind.profile"),
        ("name", "who.kind.name"), ("role", "who.kind.role"), ("staff-id", "who.kind.staff-id"), ("vehicle", "who.kind.vehicle"),
    ];
}

/// <summary>The fields of the <paramref name="N"/>th piece; <paramref name="Mend"/> is the message id of what is wrong with it.</summary>
internal sealed record PieceFields(Question Question, int N, TypedPiece Typed, string? Mend);

/// <summary>An organisation of the manifest, as a reporter sees it. <paramref name="Network"/> is the network's name.</summary>
internal sealed record OfferedOrganisation(string Id, string Name, bool IsSupport, string? Network);
