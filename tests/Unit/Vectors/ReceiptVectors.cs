using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class ReceiptVectors
{
    private const string Digits = "0123456789012345678901234567";

    internal static VectorSet Make()
    {
        var set = new VectorSet("receipt");
        var deployment = new SeededRandom("receipt").Bytes(16);
        Good(set, "as shown", "0123 4567 8901 2345 6789 0123 4567", deployment);
        Good(set, "all zeros, another deployment", new string('0', 28), new byte[16]);
        Typed(set, "hyphens", "0123-4567-8901-2345-6789-0123-4567");
        Typed(set, "dashes of all lengths", "0123\u20104567\u20138901\u20142345\u20156789-0123-4567");
        Typed(set, "no-break and ideographic spaces, tabs, new lines", "\t0123\u00A04567\u30008901\u20092345\n6789\r\n0123 4567 ");
        Typed(set, "Arabic-Indic digits", Convert(Digits, 0x660));
        Typed(set, "Persian digits with marks for direction", "\u200F" + Convert(Digits, 0x6F0) + "\u200E");
        Typed(set, "Devanagari digits", Convert(Digits, 0x966));
        Typed(set, "full-width digits", Convert(Digits, 0xFF10));
        Typed(set, "mathematical bold digits, outside the basic plane", Convert(Digits, 0x1D7CE));
        Typed(set, "mathematical sans-serif digits, the third set of ten in a row", Convert(Digits, 0x1D7E2));
        Typed(set, "a byte order mark in front", "\uFEFF" + Digits);
        Typed(set, "letters that look like digits", "Ol23-4567-89oI-2345-6789-oi23-4567");
        Typed(set, "a bar for 1", "0|23 4567 8901 2345 6789 0123 4567");
        Typed(set, "dots, commas, a minus sign", "0123.4567,8901\u22122345/6789. 0123; 4567");

        void Bad(string name, string why, string typed) => set.Bad(name, why, ("typed", typed));
        Bad("empty", "no digits", "");
        Bad("27 digits", "one too few", Digits[..27]);
        Bad("29 digits", "one too many", Digits + "8");
        Bad("a letter", "A is not a digit and looks like none", "A" + Digits[1..]);
        Bad("a letter of Cyrillic that looks like O", "only Latin letters stand for digits", "\u041E" + Digits[1..]);
        Bad("superscript digits", "² is a number but no decimal digit", new string('²', 28));
        Bad("circled digits", "① is a number but no decimal digit", new string('①', 28));
        Bad("Roman numerals", "Ⅰ is a number but no decimal digit", new string('Ⅰ', 28));
        Bad("Chinese numerals", "一 is a letter", new string('一', 28));
        Bad("plus signs", "U+002B is a mathematical symbol, not punctuation", "0123+4567890123456789012345 67");
        Bad("too long", "over 400 characters", Digits + new string(' ', 400));
        return set;
    }

    private static string Convert(string digits, int zero) => string.Concat(digits.Select(d => char.ConvertFromUtf32(zero + d - '0')));

    private static void Typed(VectorSet set, string name, string typed) => set.Good(name, ("typed", typed), ("digits", Digits));

    private static void Good(VectorSet set, string name, string typed, byte[] deployment)
    {
        var receipt = Receipt.TryParse(typed, out var parsed) ? parsed : throw new ArgumentException("not a receipt", nameof(typed));
        using var keys = receipt.Derive(deployment);
        set.Good(
            name, ("typed", typed), ("digits", receipt.Digits), ("deployment", deployment), ("lookup", keys.Lookup),
            ("signingSeed", keys.Signing.ExportSeed()), ("family", keys.Signing.PublicKey),
            ("boxPrivateKey", keys.Box.ExportPrivate()), ("boxPublicKey", keys.Box.PublicKey));
    }
}
