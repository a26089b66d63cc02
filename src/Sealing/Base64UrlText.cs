using System.Buffers.Text;

namespace Chorus.Sealing;

/// <summary>Bytes in JSON: base64url without padding, exactly one spelling for each byte string (RFC 4648, section 5).</summary>
public static class Base64UrlText
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Decodes; false for padding, white space, foreign characters or unused bits that are not zero.</summary>
    public static bool TryDecode(string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is null || !Base64Url.IsValid(text))
        {
            return false;
        }

        var decoded = Base64Url.DecodeFromChars(text);
        // The library skips white space and allows padding; comparing the spelling leaves one form.
        if (!string.Equals(Base64Url.EncodeToString(decoded), text, StringComparison.Ordinal))
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    /// <summary>Decodes exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="MalformedException">naming <paramref name="what"/>.</exception>
    public static byte[] Decode(string? text, int length, string what) =>
        TryDecode(text, out var bytes) && bytes.Length == length
            ? bytes
            : throw new MalformedException($"{what} has to be {length} bytes in base64url without padding");
}
