using System.Text;

namespace Chorus.Sealing;

/// <summary>Domain-separating labels (docs/formats/notation.md): a length byte, then ASCII.</summary>
public static class Label
{
    /// <summary>The encoding of <paramref name="text"/>, which starts with <c>chorus/v</c> and is at most 255 ASCII characters.</summary>
    public static byte[] Of(string text)
    {
        if (!text.StartsWith("chorus/v", StringComparison.Ordinal) || text.Length > byte.MaxValue || !Ascii.IsValid(text))
        {
            throw new ArgumentException("a label starts with chorus/v and has at most 255 ASCII characters", nameof(text));
        }

        return [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
    }
}
