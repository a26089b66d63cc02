using System.Globalization;

namespace Chorus.Cli.Generate;

/// <summary>The small differences with which people type the same thing.</summary>
internal static class Spelling
{
    private static readonly (string Joined, string Apart)[] Accents =
    [
        ("á", "a\u0301"), ("é", "e\u0301"), ("í", "i\u0301"), ("ó", "o\u0301"), ("ú", "u\u0301"), ("ñ", "n\u0303"),
        ("ü", "u\u0308"), ("ö", "o\u0308"), ("ä", "a\u0308"), ("ç", "c\u0327"), ("ą", "a\u0328"), ("й", "и\u0306"), ("ё", "е\u0308"),
    ];

    public static T One<T>(this Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>Space before or after, of the visible or the invisible kind.</summary>
    public static string Padded(Random random, string text) => random.Next(12) switch
    {
        0 => " " + text,
        1 => text + " ",
        2 => "  " + text + "\t",
        3 => "\u00a0" + text,
        4 => text + "\u200b",
        _ => text,
    };

    /// <summary>Small, capital or as it is.</summary>
    public static string AnyCase(Random random, string text) => random.Next(4) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        _ => text,
    };

    /// <summary>Capitals as in the language: a Turkish i keeps its dot, and a sharp s may become two.</summary>
    public static string Capitals(string text, bool turkish) =>
        (turkish ? text.Replace('i', 'İ') : text).Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Accents as marks of their own, as some keyboards type them.</summary>
    public static string AccentsApart(string text)
    {
        foreach (var (joined, apart) in Accents)
        {
            text = text.Replace(joined, apart, StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>Digits of another script: full-width, Arabic-Indic, Persian or Devanagari.</summary>
    public static string OtherDigits(Random random, string text)
    {
        var zero = random.One<char>(['０', '٠', '۰', '०']);
        return string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));
    }

    /// <summary>Digits in groups: 600 123 456.</summary>
    public static string Grouped(string digits, int size, string between) =>
        string.Join(between, digits.Chunk(size).Select(group => new string(group)));

    public static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10).ToString(CultureInfo.InvariantCulture)));
}
