using System.Globalization;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Mail;

/// <summary>What members are told by e-mail, through a real mail server, and that it is no more than that something is waiting.</summary>
public sealed class WaitingMailTests : MailDays
{
    [Fact]
    public async Task A_member_is_told_that_something_is_waiting_and_nothing_else()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        await SwitchOnAsync(site, "ana@centre.example", "ana.private@mail.example");
        var deposit = await SendAsync(site);
        await NextDayAsync(site);

        var mail = await catcher.NextAsync();
        mail.To.ShouldBe(["ana.private@mail.example"]);
        mail.From.ShouldBe("post@site.example");
        // Not the name or the address of the machine.
        mail.Greeting.ShouldBe("site.example");
        var (headers, body) = Read(mail);
        body.ShouldBe("Something is waiting.");
        headers.Keys.Order(StringComparer.Ordinal).ShouldBe(["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"], ignoreOrder: true);
        headers["Subject"].ShouldBe("Something is waiting.");
        headers["From"].ShouldBe("Desk <post@site.example>");
        headers["To"].ShouldBe("ana.private@mail.example");
        headers["Content-Type"].ShouldBe("text/plain; charset=utf-8");
        headers["Message-Id"].ShouldMatch("^<[0-9a-f]{32}@site.example>$");
        headers["Date"].ShouldEndWith(" 06:00:00 +0000");
        foreach (var trace in new[] { "Centre", "centre", "http", Environment.MachineName, Sealing.Base64UrlText.Encode(deposit.Signed.Statement.Handle.ToArray()) })
        {
            mail.Mail.ShouldNotContain(trace);
        }
        (await catcher.EndAsync()).ShouldBeEmpty();
        (await File.ReadAllTextAsync(await CopyAsync(site.LogFile), Stop)).ShouldNotContain("mail.example");
    }

    [Fact]
    public async Task It_comes_once_a_day_at_most_never_at_once_and_only_for_what_is_new()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        var reporter = site.Reporter();
        var deposit = await SendAsync(site, reporter);
        await PassAsync(site);
        await PassAsync(site);
        // Nothing until here: the first is of the next morning.
        await NextDayAsync(site);
        var first = await catcher.NextAsync();
        Read(first).Headers["Date"].ShouldStartWith(Day(0));

        await PassAsync(site);
        await WriteAsync(site, reporter, deposit);
        await PassAsync(site);
        await NextDayAsync(site);
        Read(await catcher.NextAsync()).Headers["Date"].ShouldStartWith(Day(0));

        await NextDayAsync(site);
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_member_is_told_of_their_own_organisation_in_their_language_and_only_while_it_is_switched_on()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        await SwitchOnAsync(site, "bea@centre.example", "bea@mail.example");
        using var off = await SwitchOnAsync(site, "cleo@centre.example", "cleo@mail.example");
        using (var stopped = await off.PostFormAsync("/desk/account", "/desk/account?handler=mail", ("address", "cleo@mail.example"), ("stop", "yes")))
        {
            stopped.Headers.Location!.ToString().ShouldBe("/desk/account?done=mail");
        }
        await SwitchOnAsync(site, "dina@legal.example", "dina@mail.example", TestDeployment.LegalAid);
        await site.QueryAsync(db => db.Across<MemberMail>().Where(m => m.Address == "bea@mail.example").ExecuteUpdateAsync(m => m.SetProperty(x => x.Language, "es"), Stop));
        site.Database.Contains("cleo@mail.example").ShouldBeFalse();
        await SendAsync(site);
        await NextDayAsync(site);

        CaughtMail[] mails = [await catcher.NextAsync(), await catcher.NextAsync()];
        mails.SelectMany(m => m.To).Order(StringComparer.Ordinal).ShouldBe(["ana@mail.example", "bea@mail.example"]);
        Read(mails.Single(m => m.To[0] == "bea@mail.example")).Body.ShouldBe("Algo espera.");
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_is_taken_with_the_password_only_and_what_was_typed_stays_in_the_field()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        using var member = await SwitchOnAsync(site, "rosa@centre.example", "rosa@mail.example");
        using var answer = await member.PostFormAsync("/desk/account", "/desk/account?handler=mail", ("address", "other@mail.example"), ("now", "not the password"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldContain("desk.account.password.wrong");
        page.ShouldContain("value=\"other@mail.example\"");
        (await site.QueryAsync(db => db.Across<MemberMail>().Select(m => m.Address).SingleAsync(TestContext.Current.CancellationToken))).ShouldBe("rosa@mail.example");
    }

    [Fact]
    public async Task A_server_that_is_down_or_refuses_holds_up_nothing_and_is_tried_again_without_a_word_of_the_address_in_the_log()
    {
        var dead = await MailCatcher.StartAsync();
        var server = dead.Server();
        await dead.EndAsync();
        dead.Dispose();
        await using var site = await TestSite.StartAsync(Clock, mail: server);
        await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        await SendAsync(site);
        await NextDayAsync(site);
        var down = await LogAsync(site);
        using var refusing = await MailCatcher.StartAsync("--refuse");
        // In this hour it has been tried.
        (await OtherPassAsync(site, refusing.Server())).ShouldBeEmpty();
        Clock.Shift(TimeSpan.FromHours(1));
        var refused = await OtherPassAsync(site, refusing.Server());
        down.ShouldContain("The mail server could not be used (SocketException)");
        refused.ShouldContain("The mail server refused 1 mails");
        refused.ShouldNotContain("ana@");

        using var catcher = await MailCatcher.StartAsync();
        Clock.Shift(TimeSpan.FromHours(1));
        await OtherPassAsync(site, catcher.Server());
        // Not once more, by another process that looks at the same moment or later.
        await OtherPassAsync(site, catcher.Server());
        (await catcher.NextAsync()).To.ShouldBe(["ana@mail.example"]);
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_processes_that_look_at_the_same_moment_send_one_mail()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        await SendAsync(site);
        ToNextMorning();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OtherPassAsync(site, catcher.Server()))));
        (await catcher.NextAsync()).To.ShouldBe(["ana@mail.example"]);
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    private string Day(int before) => Clock.GetUtcNow().AddDays(-before).ToString("ddd, dd MMM yyyy", CultureInfo.InvariantCulture);

    private static async Task<string> LogAsync(TestSite site) => await File.ReadAllTextAsync(await CopyAsync(site.LogFile), Stop);

    // It is open for writing.
    private static async Task<string> CopyAsync(string file)
    {
        await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var to = File.Create(file + ".copy");
        await from.CopyToAsync(to, Stop);
        return file + ".copy";
    }

    private static (Dictionary<string, string> Headers, string Body) Read(CaughtMail mail)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(mail.Mail));
        var message = MimeKit.MimeMessage.Load(bytes, Stop);
        var body = (MimeKit.TextPart)message.Body.ShouldBeOfType<MimeKit.TextPart>();
        return (message.Headers.Concat(body.Headers).ToDictionary(h => h.Field, h => h.Value, StringComparer.Ordinal), body.Text.TrimEnd());
    }
}
