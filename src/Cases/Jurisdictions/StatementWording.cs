using System.Globalization;
using Chorus.Cases.Codes;

namespace Chorus.Cases.Jurisdictions;

/// <summary>A sentence that is given with a statement for another employer.</summary>
/// <param name="Says">one sentence.</param>
/// <param name="Law">where it stands, for what a law says; null for what is said everywhere.</param>
public sealed record StatementSentence(string Says, LawLine? Law);

/// <summary>What is said with a statement for another employer, by the place of the case: information, not advice, and nothing is decided by it.</summary>
public static class StatementWording
{
    private static readonly string[] s_always =
    [
        "The person has to be told in writing that this statement was made, and may answer to it: hear them before you act on it.",
        "It was given to one employer or institution. Keep it safe, pass it on to nobody, and delete it when you no longer need it, at the latest when its last day is over.",
        "Before you rely on it, ask the organisation whether it still holds: it can be withdrawn, and this file does not show that.",
    ];

    /// <summary>The sentences for a place, in their order.</summary>
    /// <param name="jurisdiction">its code: US-CA.</param>
    /// <param name="says">what the statement says.</param>
    public static IReadOnlyList<StatementSentence> For(string jurisdiction, StatementKind says)
    {
        var places = Jurisdiction.For(jurisdiction).Where(j => j.Statements.Any(line => line.IsFor(says))).ToArray();
        var law = places.SelectMany(j => j.Statements.Where(line => line.IsFor(says))).Select(line => new StatementSentence(line.Says, line)).ToArray();
        return
        [
            .. s_always.Select(Plain),
            .. says == StatementKind.Departure ? [Plain("Whether anything is found later, the organisation knows: ask it, and do not guess.")] : Array.Empty<StatementSentence>(),
            .. law.Length > 0 ? law : [Plain(string.Create(CultureInfo.InvariantCulture, $"Nothing is on file here about what the law of {jurisdiction} says on such statements: ask a lawyer of the place."))],
            .. places.Select(j => Plain($"Of {j.Name}, this does not cover: {j.StatementsNotCovered}")),
            Plain(Jurisdiction.Notice),
        ];
    }

    /// <summary>The same as they stand in a statement: sentence, place, source and day, the last three null for what is said everywhere.</summary>
    /// <param name="jurisdiction">its code.</param>
    /// <param name="says">what the statement says, by its code; there are none for any other.</param>
    public static IReadOnlySet<(string Says, string? Place, string? Source, string? AsOf)> Lines(string jurisdiction, string says) =>
        !Code.TryRead<StatementKind>(says, out var kind) ? new HashSet<(string, string?, string?, string?)>()
            : For(jurisdiction, kind).Select(s => (s.Says, s.Law?.Place, s.Law?.Source, s.Law is { } law ? $"{law.AsOf:yyyy-MM-dd}" : null)).ToHashSet();

    private static StatementSentence Plain(string says) => new(says, null);
}
