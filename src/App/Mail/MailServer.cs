namespace Chorus.App.Mail;

/// <summary>The mail server that the site hands its mails to, and from whom they are.</summary>
/// <param name="Host">name or address of the server.</param>
/// <param name="Port">its TCP port.</param>
/// <param name="Tls">how the way there is protected.</param>
/// <param name="From">the sender's address, without a name.</param>
/// <param name="Hour">the hour of the day, UTC, from which the day's mails go out, 0 to 23.</param>
/// <param name="User">who signs in; null for nobody.</param>
/// <param name="Password">of the user.</param>
public sealed record MailServer(string Host, int Port, MailTls Tls, string From, int Hour, string? User = null, string? Password = null)
{
    /// <summary>When mails go out where site.json names no hour.</summary>
    public const int UsualHour = 6;

    /// <summary>Names no password, since records print all that they hold.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>How the way to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>TLS from the first byte (port 465, RFC 8314).</summary>
    Implicit,

    /// <summary>STARTTLS, and nothing at all where the server does not offer it.</summary>
    StartTls,

    /// <summary>None, for a server on this machine alone.</summary>
    None,
}
