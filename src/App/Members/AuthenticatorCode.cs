using System.Globalization;
using System.Text;

namespace Chorus.App.Members;

/// <summary>Codes and secrets of authenticator apps (RFC 6238): six digits of 30 seconds, a secret in base32.</summary>
internal static class AuthenticatorCode
{
    /// <summary>The six digits of what was typed, in whatever script and with spaces between; null for anything else.</summary>
    public static string? Read(string? typed)
    {
        var digits = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
            {
                digits.Append((int)Rune.GetNumericValue(rune));
            }
            else if (!Rune.IsWhiteSpace(rune))
            {
                return null;
            }
        }
        return digits.Length == 6 ? digits.ToString() : null;
    }

    /// <summary>What an app reads from the picture: the key URI that authenticator apps have in common.</summary>
    public static string Address(string site, string email, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(email)}?secret={secret}&issuer={Uri.EscapeDataString(site)}&digits=6";
}
