using Chorus.App.Languages;
using Chorus.Sealing;
using MimeKit;
using MimeKit.Text;

namespace Chorus.App.Mail;

/// <summary>
/// The only mail that the site writes: that something is waiting. It is the same for every member of a language, and says nothing of
/// what or how much, of whom, or of which organisation; no link, no picture, nothing that reports back. Its date is the hour at which
/// the day's mails go out, and its id is random, not this machine's name.
/// </summary>
internal static class WaitingMail
{
    public static MimeMessage Of(MailServer server, string to, Language language, DateTimeOffset hour)
    {
        var from = new MailboxAddress(language["desk.title"], server.From);
        var message = new MimeMessage
        {
            Subject = language["desk.mail.waiting"],
            Date = hour,
            MessageId = $"{Convert.ToHexStringLower(SecureRandom.Bytes(16))}@{from.Domain}",
            Body = new TextPart(TextFormat.Plain) { Text = language["desk.mail.waiting"] + "\n" },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress("", to));
        // Out-of-office answers would tell the sender's mailbox who works here, and when (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
