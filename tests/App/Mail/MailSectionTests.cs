using Chorus.App.Mail;

namespace Chorus.App.Tests.Mail;

/// <summary><c>mail</c> in site.json: what is taken, and the sentence for what is not.</summary>
public sealed class MailSectionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_site_without_it_sends_none() => Read("""{"trustees":[]}""").ShouldBeNull();

    [Fact]
    public void A_server_with_a_password_is_read_and_the_password_is_not_printed()
    {
        WritePassword(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var server = Read(Mail("""
            "host":"mail.example.org","port":465,"tls":"implicit","from":"desk@example.org","user":"desk","passwordFile":"mail-password","hour":5
            """)).ShouldNotBeNull();
        server.ShouldBe(new MailServer("mail.example.org", 465, MailTls.Implicit, "desk@example.org", 5, "desk", "s3cret"));
        server.ToString().ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("", "\"host\" and \"port\"")]
    [InlineData(""" "host":"mail.example.org","port":0 """, "\"host\" and \"port\"")]
    [InlineData(""" "host":"mail.example.org","port":25 """, "\"tls\" is \"implicit\"")]
    [InlineData(""" "host":"mail.example.org","port":25,"tls":"none","from":"desk@example.org" """, "is another machine")]
    [InlineData(""" "host":"localhost","port":25,"tls":"none" """, "\"from\": \"desk@example.org\"")]
    [InlineData(""" "host":"localhost","port":25,"tls":"none","from":"The Desk <desk@example.org>" """, "without a name")]
    [InlineData(""" "host":"localhost","port":25,"tls":"none","from":"desk@example.org","hour":24 """, "0 to 23")]
    [InlineData(""" "host":"localhost","port":25,"tls":"none","from":"desk@example.org","user":"desk" """, "or neither")]
    [InlineData(""" "host":"localhost","port":25,"tls":"none","from":"desk@example.org","user":"desk","passwordFile":"nowhere" """, "there is none")]
    public void What_does_not_fit_is_refused_with_what_to_change(string mail, string sentence) =>
        Should.Throw<SiteStartException>(() => Read(Mail(mail))).Message.ShouldContain(sentence);

    [Fact]
    public void A_password_that_others_may_read_is_refused()
    {
        WritePassword(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<SiteStartException>(() => Read(Mail("""
            "host":"mail.example.org","port":465,"tls":"implicit","from":"desk@example.org","user":"desk","passwordFile":"mail-password"
            """))).Message.ShouldContain("chmod 600");
    }

    [Theory]
    [InlineData("ana@example.org", true)]
    [InlineData("ana", false)]
    [InlineData("ana@", false)]
    [InlineData("Ana <ana@example.org>", false)]
    [InlineData("ana@example.org,bea@example.org", false)]
    [InlineData("ana@example.org\r\nBcc: bea@example.org", false)]
    [InlineData("aña@example.org", false)]
    [InlineData(null, false)]
    public void Only_one_plain_address_is_written_to(string? address, bool usable) => MemberAddress.IsUsable(address).ShouldBe(usable);

    private static string Mail(string section) => """{"trustees":[],"mail":{""" + section + "}}";

    private MailServer? Read(string settings)
    {
        var site = new SiteFolder(_folder["site"]);
        Directory.CreateDirectory(site.Root);
        File.WriteAllText(site.SettingsFile, settings);
        return site.ReadMail();
    }

    private void WritePassword(UnixFileMode mode)
    {
        Directory.CreateDirectory(_folder["site"]);
        var file = Path.Combine(_folder["site"], "mail-password");
        File.WriteAllText(file, "s3cret\n");
#pragma warning disable CA1416 // The tests run where there are such rights.
        File.SetUnixFileMode(file, mode);
#pragma warning restore CA1416
    }
}
