using System.Text;
using AnyAscii;

namespace Chorus.Escrow.Identifiers.Text;

/// <summary>A text as plain words: what is left of it when script, accents, case and punctuation do not count.</summary>
internal static class Words
{
    /// <summary>
    /// The words of a text in their order, each of a-z and 0-9 only. An apostrophe joins (O'Brien is one word),
    /// all other punctuation divides.
    /// </summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in Characters.Clean(text).Transliterate())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '`') && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }
        return words;
    }
}
