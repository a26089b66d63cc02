using System.Buffers;
using Chorus.Sealing;

namespace Chorus.Escrow.Extracts;

/// <summary>What is to be in an extract of a report, and what it is for (docs/formats/extract.md). Prints nothing of itself.</summary>
/// <param name="Format"><c>chorus/extract/1</c>.</param>
/// <param name="Language">of the desk in which it was asked for, as in the site's addresses: 2 to 8 letters.</param>
/// <param name="Reason">for whom and what for, 1 to 2,000 characters.</param>
/// <param name="With">at most 1,000 parts that are in it, each once; what is not named is not in it.</param>
/// <param name="Blacked">at most 100 words of 1 to 100 characters that are blacked wherever they stand, each once.</param>
public sealed record ExtractRequest(string Format, string Language, string Reason, IReadOnlyList<string> With, IReadOnlyList<string> Blacked)
{
    internal const string CurrentFormat = "chorus/extract/1";

    private const int LongestReason = 2_000;
    private const int MostWords = 100;
    private const int LongestWord = 100;

    private const int MostParts = 1_000;
    private const int LongestPart = 100;

    private static readonly SearchValues<char> s_ofPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-/");

    /// <summary>Always <c>[extract]</c>.</summary>
    public override string ToString() => "[extract]";

    /// <exception cref="MalformedException">naming the rule that is broken, never what stands there.</exception>
    internal void Check()
    {
        Require(string.Equals(Format, CurrentFormat, StringComparison.Ordinal), "is of an unknown format");
        Require(Language.Length is >= 2 and <= 8 && Language.All(char.IsAsciiLetterLower), "has no language");
        Require(Reason.Length <= LongestReason && !string.IsNullOrWhiteSpace(Reason), "has no reason, or too long a one");
        Require(With.Count is > 0 and <= MostParts && Once(With) && With.All(IsPart), "has no part, what is none, or one twice");
        Require(Blacked.Count <= MostWords && Once(Blacked) && Blacked.All(w => w is { Length: > 0 and <= LongestWord } && w.Trim().Length == w.Length), "blacks out too many words, or one that is none");
    }

    // Inside a list JSON may hold null, whatever its type says.
    private static bool IsPart(string? name) => name is { Length: > 0 and <= LongestPart } && !name.AsSpan().ContainsAnyExcept(s_ofPart);

    private static bool Once(IReadOnlyList<string> of) => of.Distinct(StringComparer.Ordinal).Count() == of.Count;

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the extract {otherwise}");
        }
    }
}
