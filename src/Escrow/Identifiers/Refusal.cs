namespace Chorus.Escrow.Identifiers;

/// <summary>Why an identifier has no canonical form.</summary>
/// <param name="Code">Short and stable, such as <c>phone-too-short</c>; texts are looked up by it.</param>
/// <param name="Sentence">In English, saying what to do. It may name the country, never the value itself.</param>
public sealed record Refusal(string Code, string Sentence)
{
    private static readonly Dictionary<string, string> Sentences = SharedData.Read<Dictionary<string, string>>("refusals.json");

    /// <summary>The refusal of this code; <paramref name="country"/> fills the gap in sentences that name one.</summary>
    internal static Refusal Of(string code, string? country = null) =>
        new(code, Sentences[code].Replace("{country}", country ?? "", StringComparison.Ordinal));
}
