namespace Chorus.Log.Notes;

/// <summary>The base64 of notes (RFC 4648, section 4), in its one spelling.</summary>
internal static class Base64
{
    /// <returns>null where it is none.</returns>
    internal static byte[]? TryRead(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && string.Equals(Convert.ToBase64String(bytes, 0, length), text, StringComparison.Ordinal)
            ? bytes[..length]
            : null;
    }
}
