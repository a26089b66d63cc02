using System.Globalization;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Languages;
using Chorus.App.Mail;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chorus.App.Tests.Mail;

/// <summary>Days at a site that sends mail: members who switch it on, reports, and the mornings on which mails go out.</summary>
public abstract class MailDays
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected ShiftedClock Clock { get; } = new();

    protected MailDays()
    {
        // Begun at noon, whatever time it is.
        var now = Clock.GetUtcNow();
        Clock.Shift(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddHours(12) - now);
    }

    private protected static async Task<TestMember> SwitchOnAsync(TestSite site, string email, string address, string organisation = TestDeployment.Centre, params Role[] roles)
    {
        await site.EnrolAsync(organisation, email, roles: roles);
        var member = site.Browser();
        (await member.SignInAsync(email, TestSite.Password)).ShouldBeTrue();
        using var answer = await member.PostFormAsync("/desk/account", "/desk/account?handler=mail", ("address", address), ("now", TestSite.Password));
        answer.Headers.Location!.ToString().ShouldBe("/desk/account?done=mail");
        return member;
    }

    private protected static async Task<SealedDeposit> SendAsync(TestSite site, TestReporter? reporter = null)
    {
        var deposit = (reporter ?? site.Reporter()).Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await site.SendAsync(deposit);
        sent.IsSuccessStatusCode.ShouldBeTrue();
        await site.RunAsync();
        return deposit;
    }

    private protected static async Task WriteAsync(TestSite site, TestReporter reporter, SealedDeposit deposit)
    {
        using var written = await site.PostAsync("/api/messages", TestSite.Body(reporter.Write(deposit, "And now?")));
        written.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>A quarter past six on the next day, and a pass.</summary>
    private protected async Task NextDayAsync(TestSite site)
    {
        ToNextMorning();
        await PassAsync(site);
    }

    private protected void ToNextMorning()
    {
        var now = Clock.GetUtcNow();
        var morning = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(MailServer.UsualHour).AddMinutes(15);
        Clock.Shift((morning > now ? morning : morning.AddDays(1)) - now);
    }

    private protected static Task PassAsync(TestSite site) => site.Services.GetServices<IHostedService>().OfType<MailJob>().Single().PassAsync(Stop);

    /// <summary>A pass of another process on the same database.</summary>
    /// <returns>what it logged.</returns>
    private protected async Task<string> OtherPassAsync(TestSite site, MailServer server)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        using var log = new HourLog(said, Clock);
        using var factory = LoggerFactory.Create(b => b.AddProvider(log));
        using var job = new MailJob(
            site.Services.GetRequiredService<IServiceScopeFactory>(), server, new MailDoor(server, TimeProvider.System), site.Services.GetRequiredService<SiteOptions>(),
            site.Services.GetRequiredService<Texts>(), Clock, factory.CreateLogger<MailJob>());
        await job.PassAsync(Stop);
        return said.ToString();
    }
}
