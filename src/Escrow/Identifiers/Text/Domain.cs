namespace Chorus.Escrow.Identifiers.Text;

/// <summary>Internet names in their ASCII form.</summary>
internal static class Domain
{
    /// <summary>
    /// Lower case, other scripts as <c>xn--</c> labels (RFC 5890, without the mappings that differ between browsers: a
    /// sharp s stays one). Null for what cannot be a host of at least two labels.
    /// </summary>
    public static string? ToAscii(string host)
    {
        var labels = Characters.LowerCase(host).Replace('。', '.').TrimEnd('.').Split('.');
        if (labels.Length < 2)
        {
            return null;
        }
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i].All(char.IsAscii) ? labels[i] : "xn--" + Punycode.Encode(labels[i]);
            if (label.Length is 0 or > 63 || !label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return null;
            }
            labels[i] = label;
        }
        // The last label of a host is never a number: that would be an address of the old internet.
        return labels[^1].All(char.IsAsciiDigit) ? null : string.Join('.', labels);
    }
}
