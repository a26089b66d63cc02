using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Chorus.App.Mail;

/// <summary>Which e-mail addresses the site writes to: plain ones, in ASCII, without a name, so that every server takes them.</summary>
internal static class MemberAddress
{
    /// <summary>Characters at most (RFC 5321, 4.5.3.1.3, less the brackets).</summary>
    public const int MostLength = 254;

    public static bool IsUsable([NotNullWhen(true)] string? address) =>
        address is { Length: > 2 and <= MostLength }
        && address.All(c => c is > ' ' and < '\u007f' and not ('<' or '>' or '"' or ',' or ';' or '(' or ')'))
        && MailboxAddress.TryParse(address, out var read)
        && string.Equals(read.Address, address, StringComparison.Ordinal)
        && read.Domain is { Length: > 0 };
}
