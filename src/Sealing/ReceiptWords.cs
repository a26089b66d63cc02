using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// The 28 digits of a receipt as ten words (docs/formats/receipt.md): another way to write the same number, with 16 bits
/// that show a wrong word. The words of one language, 2,048 of them, each worth 11 bits.
/// </summary>
public sealed class ReceiptWords
{
    /// <summary>Words of a receipt.</summary>
    public const int Count = 10;

    private const int Listed = 2048;
    private const int CheckBits = 16;

    /// <summary>Longer inputs are refused unread.</summary>
    private const int LongestInput = 400;

    /// <summary>The letters with an accent in these languages, and under each the letter without it.</summary>
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ";
    private const string Bare = "aaaaaaceeeeiiiinooooouuuuyy";

    /// <summary>So many ways to read misspelt words are tried; the check bits let a wrong one through once in 2^16.</summary>
    private const int MostReadings = 256;

    private static readonly BigInteger s_receipts = BigInteger.Pow(10, Receipt.Length);

    private readonly string[] _words;
    private readonly string[] _plain;

    /// <param name="words">2,048 different words in NFC, in the list's order.</param>
    /// <exception cref="ArgumentException">Another number of words.</exception>
    public ReceiptWords(IReadOnlyList<string> words)
    {
        if (words.Count != Listed)
        {
            throw new ArgumentException($"a word list has {Listed} words", nameof(words));
        }

        _words = [.. words];
        _plain = [.. words.Select(Plain)];
    }

    /// <summary>The ten words of <paramref name="receipt"/>. A secret, as the digits are.</summary>
    public IReadOnlyList<string> Of(Receipt receipt)
    {
        var number = (BigInteger.Parse(receipt.Digits, CultureInfo.InvariantCulture) << CheckBits) | CheckOf(receipt.Digits);
        var words = new string[Count];
        for (var i = Count - 1; i >= 0; i--)
        {
            words[i] = _words[(int)(number & (Listed - 1))];
            number >>= 11;
        }

        return words;
    }

    /// <summary>
    /// Reads ten words as people type them: in any case, with or without accents, a word known by its first four letters or
    /// misspelt by one letter. Digits and marks between them (a numbered list) are skipped. False where they are not ten
    /// words of this list that belong together.
    /// </summary>
    public bool TryRead(string? text, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (text is null || text.Length > LongestInput)
        {
            return false;
        }

        var typed = Typed(Plain(text));
        if (typed.Count != Count)
        {
            return false;
        }

        List<int[]> readings = [[]];
        foreach (var word in typed)
        {
            var meant = Meant(word);
            readings = [.. readings.SelectMany(_ => meant, (reading, index) => (int[])[.. reading, index]).Take(MostReadings)];
        }

        var found = readings.Select(DigitsOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return found.Count == 1 && Receipt.TryParse(found[0], out receipt);
    }

    private static string? DigitsOf(int[] words)
    {
        var number = words.Aggregate(BigInteger.Zero, (sum, word) => (sum << 11) | word);
        var receipt = number >> CheckBits;
        if (receipt >= s_receipts)
        {
            return null;
        }

        var digits = receipt.ToString("D28", CultureInfo.InvariantCulture);
        return CheckOf(digits) == (number & ((1 << CheckBits) - 1)) ? digits : null;
    }

    private static int CheckOf(string digits)
    {
        var hash = Digest.Sha256(Label.Of("chorus/v1/receipt-words"), Encoding.ASCII.GetBytes(digits));
        return (hash[0] << 8) | hash[1];
    }

    private List<int> Meant(string typed)
    {
        var exact = Array.IndexOf(_plain, typed);
        if (exact >= 0)
        {
            return [exact];
        }

        List<int> begun = typed.Length < 4 ? [] : Where(word => word.Length >= 4 && word.AsSpan(0, 4).SequenceEqual(typed.AsSpan(0, 4)));
        return begun.Count > 0 ? begun : Where(word => IsNear(typed, word));
    }

    private List<int> Where(Predicate<string> fits) => [.. Enumerable.Range(0, Listed).Where(i => fits(_plain[i]))];

    /// <summary>One letter more, fewer, other, or changed with its neighbour.</summary>
    private static bool IsNear(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var start = a.AsSpan().CommonPrefixLength(b);
        var left = a.AsSpan(start);
        var right = b.AsSpan(start);
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        return (left.Length <= 1 && right.Length <= 1)
            || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
    }

    /// <summary>Without case and accents: e and é are one letter to who types in haste.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                plain.Append(WithoutAccent(Rune.ToLowerInvariant(rune)).ToString());
            }
        }

        return plain.ToString();
    }

    // A table, since this process runs without ICU, where String.Normalize returns its input.
    private static Rune WithoutAccent(Rune rune) =>
        rune.Utf16SequenceLength == 1 && Accented.IndexOf((char)rune.Value) is >= 0 and var at ? new Rune(Bare[at]) : rune;

    /// <summary>Runs of letters; a Han character is a word by itself, as the Chinese list has it.</summary>
    private static List<string> Typed(string plain)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in plain.EnumerateRunes())
        {
            var han = IsHan(rune);
            if (word.Length > 0 && (han || !Rune.IsLetter(rune)))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (han)
            {
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetter(rune))
            {
                word.Append(rune.ToString());
            }
        }

        return word.Length > 0 ? [.. words, word.ToString()] : words;
    }

    // The block of which every character of the Chinese list is, with its first extension.
    private static bool IsHan(Rune rune) => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF);
}
