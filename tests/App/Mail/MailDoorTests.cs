using Chorus.App.Languages;
using Chorus.App.Mail;

namespace Chorus.App.Tests.Mail;

/// <summary>How the site speaks to a mail server.</summary>
public sealed class MailDoorTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_STARTTLS_is_asked_for_nothing_is_said_without_it_or_under_a_certificate_that_nobody_vouches_for()
    {
        using var folder = new TempFolder();
        using (var own = Sealing.TlsIdentity.Create("127.0.0.1", TimeProvider.System))
        {
            own.Save(folder["key.pem"]);
        }
        using var plain = await MailCatcher.StartAsync();
        using var unknown = await MailCatcher.StartAsync("--starttls", folder["key.pem"]);
        foreach (var (catcher, why) in new[] { (plain, "NotSupportedException"), (unknown, "SslHandshakeException") })
        {
            var door = new MailDoor(catcher.Server(MailTls.StartTls), TimeProvider.System);
            using var message = WaitingMail.Of(catcher.Server(), "ana@mail.example", Texts.Read(WebRoot.Create(folder[why])).Usual, DateTimeOffset.UnixEpoch);
            (await door.SendAsync(message, Stop)).ShouldBe((MailOutcome.NoServer, why));
            (await catcher.EndAsync()).ShouldBeEmpty();
        }
    }
}
