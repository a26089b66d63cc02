namespace Chorus.App.Questionnaires;

/// <summary>One question (docs/formats/questionnaire.md).</summary>
/// <param name="Id">the field's name and the answer's name in the report.</param>
/// <param name="Kind">what is asked for.</param>
/// <param name="Title">the question.</param>
/// <param name="Why">why it is asked.</param>
/// <param name="Limit">UTF-16 units of a text, of all pieces together; boxes of identifiers.</param>
/// <param name="Most">pieces, 1 to 12.</param>
/// <param name="Required">whether it cannot be skipped.</param>
/// <param name="Preset">the value that counts where nothing is chosen.</param>
/// <param name="Options">what can be chosen.</param>
/// <param name="Note">a short text beside the choices.</param>
/// <param name="Aside">sentences below the question.</param>
/// <param name="When">under which conditions it is asked.</param>
/// <param name="Only">the same in words, where the page cannot hide it.</param>
internal sealed record Question(
    string Id,
    string Kind,
    Words Title,
    Words Why,
    int? Limit = null,
    int? Most = null,
    bool Required = false,
    string? Preset = null,
    IReadOnlyList<Option>? Options = null,
    Note? Note = null,
    Aside? Aside = null,
    IReadOnlyList<Condition>? When = null,
    Words? Only = null)
{
    internal IReadOnlyList<Option> Choices => Options ?? [];

    /// <summary>The field and the answer that the note is.</summary>
    internal string NoteId => $"{Id}-note";

    /// <summary>Whether its answer has a place of its own in the report's document, beside the answers.</summary>
    internal bool IsPlaced => Id is "who" or "choice" or "quorum" or "alone" or "organisation";

    internal bool IsAsked(Facts facts) => facts.Hold(When);

    internal bool Offers(string? value) => Choices.Any(o => string.Equals(o.Value, value, StringComparison.Ordinal));
}

/// <summary>One answer that can be chosen.</summary>
internal sealed record Option(string Value, Words Text, Words? More = null, string? Picture = null);

/// <summary>A text of at most <paramref name="Limit"/> UTF-16 units that may be added to a choice.</summary>
internal sealed record Note(Words Label, int Limit);

/// <summary>Sentences below a question; with <paramref name="Care"/>, ones that need attention.</summary>
internal sealed record Aside(Words Title, IReadOnlyList<Words> Texts, bool Care = false);

/// <summary>A sentence about who can read a report: now, later, what is kept about it, or, for whoever came back with a receipt, all of it.</summary>
internal sealed record Reader(string Time, Words Text, IReadOnlyList<Condition>? When = null)
{
    /// <summary>The time of sentences for somebody who comes back to a report.</summary>
    internal const string Back = "back";

    internal bool Applies(Facts facts) => facts.Hold(When);
}

/// <summary>Holds when the fact is, or is among several, one of the values. A list of conditions holds when each of them does.</summary>
internal sealed record Condition(string Fact, IReadOnlyList<string> Is);
