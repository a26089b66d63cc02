using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Chorus.App.Mail;

/// <summary>What became of a mail that was handed over.</summary>
internal enum MailOutcome
{
    /// <summary>The server has taken it.</summary>
    Sent,

    /// <summary>The server has refused this one.</summary>
    Refused,

    /// <summary>The server could not be used at all: not reached, without the protection that is asked for, or it lets nobody in.</summary>
    NoServer,
}

/// <summary>Hands a mail to the mail server, one connection for each: a member's address never stands beside another's.</summary>
internal sealed class MailDoor(MailServer server, TimeProvider clock)
{
    // A server that takes its time must not keep the other members' mails for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>what became of it, and of what kind the failure was, without any text of the server, which may quote the address.</returns>
    public async Task<(MailOutcome Outcome, string? Why)> SendAsync(MimeMessage message, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        // Else it would greet with this machine's name or address.
        using var smtp = new SmtpClient { LocalDomain = message.From.Mailboxes.Single().Domain };
        try
        {
            await smtp.ConnectAsync(server.Host, server.Port, OptionOf(server.Tls), either.Token);
            if (server is { User: { } user, Password: { } password })
            {
                await smtp.AuthenticateAsync(user, password, either.Token);
            }
        }
        catch (Exception e) when (IsFailure(e, stop))
        {
            return (MailOutcome.NoServer, e.GetType().Name);
        }
        try
        {
            await smtp.SendAsync(message, either.Token);
        }
        catch (Exception e) when (IsFailure(e, stop))
        {
            return (MailOutcome.Refused, e.GetType().Name);
        }
        await LeaveAsync(smtp, either.Token);
        return (MailOutcome.Sent, null);
    }

    private static SecureSocketOptions OptionOf(MailTls tls) => tls switch
    {
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        // Not "when available": whoever is on the way could take the offer out.
        MailTls.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    // The mail has been taken: how the farewell goes is no matter.
    private static async Task LeaveAsync(SmtpClient smtp, CancellationToken stop)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, stop);
        }
        catch (Exception e) when (IsFailure(e, CancellationToken.None))
        {
            // Nothing to do.
        }
    }

    private static bool IsFailure(Exception e, CancellationToken stop) =>
        e is SocketException or IOException or CommandException or ProtocolException or SslHandshakeException or AuthenticationException
            or NotSupportedException or TimeoutException or ServiceNotAuthenticatedException or ServiceNotConnectedException
        || (e is OperationCanceledException && !stop.IsCancellationRequested);
}
