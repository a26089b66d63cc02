using System.Text.Json.Nodes;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Vectors;

/// <summary>
/// Receipts as ten words of a made-up list, so that the vectors hold no word list: word number n is four letters,
/// "bcdfghjklmnpqrst"[n / 128], "aeio"[n / 32 % 4], "bcdfghjklmnpqrst"[n / 2 % 16], "au"[n % 2].
/// </summary>
internal static class ReceiptWordVectors
{
    private const string Consonants = "bcdfghjklmnpqrst";

    internal static ReceiptWords List { get; } = new([.. Enumerable.Range(0, 2048).Select(Word)]);

    private static string Word(int n) => $"{Consonants[n / 128]}{"aeio"[n / 32 % 4]}{Consonants[n / 2 % 16]}{"au"[n % 2]}";

    internal static VectorSet Make()
    {
        var set = new VectorSet("receipt-words");
        foreach (var digits in new[] { "0123456789012345678901234567", new string('0', 28), new string('9', 28) })
        {
            var words = List.Of(Parsed(digits));
            Good("as shown", digits, words, string.Join(' ', words));
        }

        const string Digits = "0123456789012345678901234567";
        var shown = List.Of(Parsed(Digits));
        var text = string.Join(' ', shown);
        Good("capitals", Digits, shown, text.ToUpperInvariant());
        Good("accents that are not in the list", Digits, shown, text.Replace("a", "\u00E1", StringComparison.Ordinal));
        Good("a numbered list", Digits, shown, string.Join('\n', shown.Select((word, i) => $"{i + 1}. {word}")));
        Good("commas, no spaces", Digits, shown, string.Join(',', shown));
        Good("a word known by its first four letters", Digits, shown, text.Replace(shown[3], shown[3] + "zzz", StringComparison.Ordinal));
        Good("a word with a letter too many", Digits, shown, $"x{text}");
        Good("a word with two letters changed", Digits, shown, $"{shown[0][1]}{shown[0][0]}{text[2..]}");

        Bad("empty", "no words", "");
        Bad("nine words", "one too few", string.Join(' ', shown.Skip(1)));
        Bad("eleven words", "one too many", $"{text} {shown[0]}");
        Bad("two words in each other's place", "the check bits differ", string.Join(' ', [shown[1], shown[0], .. shown.Skip(2)]));
        Bad("another word of the list", "the check bits differ", string.Join(' ', [.. shown.Take(9), shown[9] == Word(7) ? Word(8) : Word(7)]));
        Bad("a word of no list", "nothing is near it", string.Join(' ', [.. shown.Take(9), "wwww"]));
        Bad("a number of more than 28 digits", "the greatest words there are", string.Join(' ', Enumerable.Repeat(Word(2047), 10)));
        Bad("too long", "over 400 characters", text + new string(' ', 400));
        return set;

        void Good(string name, string digits, IReadOnlyList<string> words, string typed) =>
            set.Good(name, ("digits", digits), ("words", new JsonArray([.. words.Select(w => (JsonNode)w)])), ("typed", typed));
        void Bad(string name, string why, string typed) => set.Bad(name, why, ("typed", typed));
    }

    private static Receipt Parsed(string digits) =>
        Receipt.TryParse(digits, out var receipt) ? receipt : throw new ArgumentException("not a receipt", nameof(digits));
}
