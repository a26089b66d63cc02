using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.Email;

/// <summary>An e-mail address: lower case, no <c>+tag</c>, the domain in ASCII, Gmail's dots ignored.</summary>
internal static class EmailIdentifier
{
    public static Attempt Canonical(Identifier identifier)
    {
        var text = Characters.LowerCase(Characters.Clean(identifier.Value));
        text = InAngleBrackets(text) ?? text;
        if (text.StartsWith("mailto:", StringComparison.Ordinal))
        {
            text = text["mailto:".Length..];
        }

        var at = text.LastIndexOf('@');
        if (at <= 0 || text.IndexOf('@', StringComparison.Ordinal) != at || text.Contains(' ', StringComparison.Ordinal))
        {
            return Attempt.Refuse("email-malformed");
        }
        if (Domain.ToAscii(text[(at + 1)..]) is not { } domain)
        {
            return Attempt.Refuse("email-domain");
        }

        var local = text[..at];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0)
        {
            local = local[..plus];
        }
        if (domain is "gmail.com" or "googlemail.com")
        {
            domain = "gmail.com";
            local = local.Replace(".", "", StringComparison.Ordinal);
        }
        return local.Length == 0 ? Attempt.Refuse("email-malformed") : Attempt.Accept($"{local}@{domain}");
    }

    /// <summary>The address in <c>Ana Pérez &lt;ana@example.org&gt;</c>, as mail programs copy it.</summary>
    private static string? InAngleBrackets(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open >= 0 && text.EndsWith('>') ? text[(open + 1)..^1].Trim(' ') : null;
    }
}
