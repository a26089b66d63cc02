using System.Text.RegularExpressions;
using Chorus.Escrow.Identifiers.Text;

namespace Chorus.App.Languages;

/// <summary>
/// The words that no text of a language may hold (docs/texts.md). build/browser/refused-words.mjs applies the same lists to
/// the PO files when they are built; this is for words that a questionnaire brings of its own.
/// </summary>
internal sealed class RefusedWords
{
    // A letter, a mark or a digit of any script.
    private const string Letter = @"[\p{L}\p{M}\p{N}]";

    private readonly Regex? _any;

    /// <param name="words">one line each; <c>*</c> stands for any letters.</param>
    internal RefusedWords(IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            var patterns = words.Select(w => string.Join(@"\s+", Unified(w).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Pattern)));
            _any = new Regex($"(?<!{Letter})(?:{string.Join('|', patterns)})(?!{Letter})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>What a text holds of them, in its order.</summary>
    internal IReadOnlyList<string> In(string text) => _any is null ? [] : [.. _any.Matches(Unified(text)).Select(m => m.Value)];

    private static string Pattern(string word) => Regex.Escape(word).Replace(@"\*", Letter + "*", StringComparison.Ordinal);

    // One way to write an apostrophe and an accent. This process runs without ICU, where String.Normalize does nothing.
    private static string Unified(string text) => Characters.Clean(text).Replace('’', '\'').Replace('ʼ', '\'');
}
