using System.Text;

namespace Chorus.Escrow.Identifiers.Text;

/// <summary>
/// One spelling for characters that look or count the same. Own tables, since .NET without ICU does not normalise and
/// browsers carry different versions of Unicode: the same bytes must come out everywhere (characters.json).
/// </summary>
public static class Characters
{
    private sealed record Tables(string[] Compositions, string DecimalZeros, int[][] Ignored, int[][] Spaces);

    private static readonly Tables Data = SharedData.Read<Tables>("characters.json");
    private static readonly Dictionary<(int, int), Rune> Pairs = ReadPairs(string.Concat(Data.Compositions));
    private static readonly int[] Zeros = [.. Data.DecimalZeros.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>
    /// Drops what cannot be seen, makes every white space one space and every decimal digit ASCII, narrows full-width
    /// letters, joins letters with the marks that follow them, and trims.
    /// </summary>
    public static string Clean(string text)
    {
        // Most identifiers are plain ASCII, where only spaces can need anything.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text.Trim(' ');
        }
        var kept = new List<Rune>(text.Length);
        foreach (var rune in WellFormed(text))
        {
            if (Fold(rune) is not { } folded)
            {
                continue;
            }
            if (folded.Value == ' ')
            {
                if (kept.Count > 0 && kept[^1].Value != ' ')
                {
                    kept.Add(folded);
                }
            }
            else if (kept.Count > 0 && Join(kept[^1].Value, folded.Value) is { } joined)
            {
                kept[^1] = joined;
            }
            else
            {
                kept.Add(folded);
            }
        }
        var result = new StringBuilder(kept.Count);
        foreach (var rune in kept)
        {
            result.Append(rune.ToString());
        }
        return result.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// Lower case, character by character and without context, so that a final sigma depends on nothing. A capital I with
    /// a dot is what a Turkish keyboard makes of i, and becomes a plain i.
    /// </summary>
    public static string LowerCase(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text))
        {
            result.Append(rune.Value == 'İ' ? "i" : Rune.ToLowerInvariant(rune).ToString());
        }
        return result.ToString();
    }

    /// <summary>The text's code points; halves of surrogate pairs that stand alone are left out.</summary>
    private static IEnumerable<Rune> WellFormed(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                yield return rune;
                i += rune.Utf16SequenceLength;
            }
            else
            {
                i++;
            }
        }
    }

    private static Rune? Fold(Rune rune)
    {
        var code = rune.Value;
        if (code is > 0x20 and < 0x7f)
        {
            return rune;
        }
        if (Within(Data.Spaces, code))
        {
            return new Rune(' ');
        }
        if (code is < 0x20 or (>= 0x7f and < 0xa0) || Within(Data.Ignored, code))
        {
            return null;
        }
        if (code is >= 0xff01 and <= 0xff5e)
        {
            return new Rune(code - 0xfee0);
        }
        foreach (var zero in Zeros)
        {
            if (code >= zero && code < zero + 10)
            {
                return new Rune('0' + code - zero);
            }
        }
        return rune;
    }

    private static bool Within(int[][] ranges, int code) => ranges.Any(range => code >= range[0] && code <= range[1]);

    /// <summary>The one character for a letter and the mark after it (Unicode chapter 3.11 and, for Hangul, 3.12), or null.</summary>
    private static Rune? Join(int first, int second)
    {
        if (first is >= 0x1100 and < 0x1113 && second is >= 0x1161 and < 0x1176)
        {
            return new Rune(0xac00 + (((first - 0x1100) * 21) + (second - 0x1161)) * 28);
        }
        if (first is >= 0xac00 and < 0xd7a4 && (first - 0xac00) % 28 == 0 && second is > 0x11a7 and < 0x11c3)
        {
            return new Rune(first + second - 0x11a7);
        }
        return Pairs.TryGetValue((first, second), out var joined) ? joined : null;
    }

    private static Dictionary<(int, int), Rune> ReadPairs(string triples)
    {
        var runes = triples.EnumerateRunes().ToArray();
        var pairs = new Dictionary<(int, int), Rune>(runes.Length / 3);
        for (var i = 0; i < runes.Length; i += 3)
        {
            pairs.Add((runes[i].Value, runes[i + 1].Value), runes[i + 2]);
        }
        return pairs;
    }
}
