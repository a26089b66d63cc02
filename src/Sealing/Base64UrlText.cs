using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Chorus.Sealing;

/// <summary>Bytes in JSON: base64url without padding, exactly one spelling for each byte string (RFC 4648, section 5).</summary>
public static class Base64UrlText
{
    private static readonly SearchValues<byte> s_alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Decodes; false for padding, white space, foreign characters or unused bits that are not zero.</summary>
    public static bool TryDecode(string? text, out byte[] bytes)
    {
        bytes = [];
        return text is not null && TryDecode(Encoding.UTF8.GetBytes(text), out bytes);
    }

    /// <summary>Decodes text in ASCII; false as the other does.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        // The library skips white space and allows padding, which the alphabet has not; with unused bits of zero one form is left.
        if (text.ContainsAnyExcept(s_alphabet) || !EndsInZeroBits(text))
        {
            bytes = [];
            return false;
        }

        bytes = Base64Url.DecodeFromUtf8(text);
        return true;
    }

    /// <summary>Decodes exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="MalformedException">naming <paramref name="what"/>.</exception>
    public static byte[] Decode(string? text, int length, string what) =>
        TryDecode(text, out var bytes) && bytes.Length == length
            ? bytes
            : throw new MalformedException($"{what} has to be {length} bytes in base64url without padding");

    // Two characters carry 12 bits of which a byte takes 8, three carry 18 of which two bytes take 16; one alone carries no byte.
    private static bool EndsInZeroBits(ReadOnlySpan<byte> text) => (text.Length % 4) switch
    {
        0 => true,
        2 => "AQgw"u8.Contains(text[^1]),
        3 => "AEIMQUYcgkosw048"u8.Contains(text[^1]),
        _ => false,
    };
}
