using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// The 28 random digits that a reporter keeps (docs/formats/receipt.md), and nothing else does: 93 bits, behind
/// 600,000 iterations of PBKDF2.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class Receipt
{
    /// <summary>Digits of a receipt.</summary>
    public const int Length = 28;

    /// <summary>Longer inputs are refused unread.</summary>
    private const int LongestInput = 400;

    private Receipt(string digits) => Digits = digits;

    /// <summary>The 28 digits without spaces. A secret: shown to her, never stored or logged.</summary>
    public string Digits { get; }

    /// <summary>Seven groups of four, as it is shown.</summary>
    public string Display => string.Join(' ', Digits.Chunk(4).Select(group => new string(group)));

    /// <summary>A new random receipt.</summary>
    public static Receipt New() => New(SecureRandom.Fill);

    internal static Receipt New(RandomFill random)
    {
        var digits = new StringBuilder(Length);
        Span<byte> one = stackalloc byte[1];
        while (digits.Length < Length)
        {
            random(one);
            // 250..255 are drawn again: their remainders would make 0 to 5 more likely than 6 to 9.
            if (one[0] < 250)
            {
                digits.Append((char)('0' + (one[0] % 10)));
            }
        }

        return new(digits.ToString());
    }

    /// <summary>
    /// Reads a receipt as people type it: decimal digits of any script, O for 0 and I or l for 1; white space, punctuation
    /// and invisible format characters between them are skipped. Anything else, or another number of digits, is refused.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (text is null || text.Length > LongestInput)
        {
            return false;
        }

        var digits = new StringBuilder(Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (DigitOf(rune) is { } digit)
            {
                digits.Append(digit);
            }
            else if (!MayStandBetween(rune))
            {
                return false;
            }
        }

        if (digits.Length != Length)
        {
            return false;
        }

        receipt = new(digits.ToString());
        return true;
    }

    private static char? DigitOf(Rune rune) => rune.Value switch
    {
        'O' or 'o' => '0',
        'I' or 'i' or 'L' or 'l' or '|' => '1',
        _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)Rune.GetNumericValue(rune)),
        _ => null,
    };

    private static bool MayStandBetween(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune) || rune.Value == 0x2212 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>The keys of this receipt in the deployment with this 16-byte id. Takes some tenths of a second, on purpose.</summary>
    public ReceiptKeys Derive(ReadOnlySpan<byte> deployment)
    {
        var seed = ReceiptKeys.Numbers.Seed(Digits, deployment);
        var keys = ReceiptKeys.FromSeed(seed);
        Digest.Erase(seed);
        return keys;
    }

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";
}
