using System.Globalization;
using System.Text.Json;
using Chorus.App.Features.Desk.Api;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>Who waits for an answer, by what the site knows: the hour and the sender of each message.</summary>
public sealed class AnswerWaitsTests
{
    private const string Released = "2026-11-10T10Z";
    private const string Email = "someone@centre.example";

    [Theory]
    [InlineData("", Released)]
    [InlineData("R 2026-11-12T10Z", Released)]
    [InlineData("R 2026-11-09T10Z, R 2026-11-12T10Z", Released)]
    [InlineData("O 2026-11-11T10Z", null)]
    [InlineData("R 2026-11-11T10Z, O 2026-11-12T10Z", null)]
    [InlineData("O 2026-11-11T10Z, R 2026-11-12T10Z", "2026-11-12T10Z")]
    [InlineData("O 2026-11-11T10Z, R 2026-11-12T10Z, R 2026-11-15T10Z", "2026-11-12T10Z")]
    [InlineData("R 2026-11-10T11Z, O 2026-11-11T10Z, R 2026-11-12T10Z, O 2026-11-13T10Z, R 2026-11-15T10Z", "2026-11-15T10Z")]
    [InlineData("O 2026-11-08T10Z, R 2026-11-09T10Z", Released)]
    public void A_reporter_waits_since_the_first_message_after_our_last_one_or_since_the_release(string thread, string? since) =>
        AnswerWaits.Since(Released, [.. thread.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(m => (m[0] == 'R' ? Direction.FromReporter : Direction.FromOrganisation, m[2..]))])
            .ShouldBe(since);

    [Theory]
    [InlineData("2026-11-10T10Z", 7, 0, false)]
    [InlineData("2026-11-17T09Z", 7, 6, false)]
    [InlineData("2026-11-17T10Z", 7, 7, false)]
    [InlineData("2026-11-17T11Z", 7, 7, true)]
    [InlineData("2026-11-19T10Z", 7, 9, true)]
    [InlineData("2026-11-11T10Z", 1, 1, false)]
    [InlineData("2026-11-11T11Z", 1, 1, true)]
    [InlineData("2026-11-09T10Z", 7, 0, false)]
    public void It_is_late_when_more_than_the_promised_days_are_over(string now, int promised, int days, bool late)
    {
        Hour.TryParse(now, out var hour).ShouldBeTrue();
        AnswerWaits.Of(Released, hour, promised).ShouldBe(new AnswerWait(Released, days, late));
    }

    [Fact]
    public async Task The_desk_is_told_who_waits_too_long_and_that_an_answer_ends_it()
    {
        var clock = new ShiftedClock();
        await using var site = await TestSite.StartAsync(clock);
        var reporter = site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await site.SendAsync(deposit);
        await site.RunAsync();
        await site.EnrolAsync(TestDeployment.Centre, Email);
        (await WaitAsync(await AgainAsync(site))).GetProperty("late").GetBoolean().ShouldBeFalse();

        clock.Shift(TimeSpan.FromDays(9));
        var wait = await WaitAsync(await AgainAsync(site));
        wait.GetProperty("late").GetBoolean().ShouldBeTrue();
        wait.GetProperty("days").GetInt32().ShouldBe(9);

        using var member = await AgainAsync(site);
        var answer = SealedMessage.Seal(
            deposit.Document.ThreadKey, site.Deployment.Manifest.Deployment, deposit.Signed.Statement.Handle, Direction.FromOrganisation, "We are here.", Hour.Now(clock),
            site.Deployment.Organisations[TestDeployment.Centre].Signing);
        (await member.PostAsync("/desk/api/messages", TestSite.Body(answer))).IsSuccessStatusCode.ShouldBeTrue();
        (await WaitAsync(member)).ValueKind.ShouldBe(JsonValueKind.Null);

        clock.Shift(TimeSpan.FromDays(30));
        (await WaitAsync(await AgainAsync(site))).ValueKind.ShouldBe(JsonValueKind.Null);
        using var written = await site.PostAsync("/api/messages", TestSite.Body(reporter.Write(deposit, "And now?")));
        written.IsSuccessStatusCode.ShouldBeTrue();
        (await WaitAsync(await AgainAsync(site))).GetProperty("days").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Nobody_is_promised_an_answer_later_than_in_seven_days(int days)
    {
        using var folder = new TempFolder();
        var site = new SiteFolder(folder["site"]);
        Directory.CreateDirectory(site.Root);
        File.WriteAllText(site.SettingsFile, string.Create(CultureInfo.InvariantCulture, $$"""{"trustees":[],"answerWithinDays":{{days}}}"""));
        Should.Throw<SiteStartException>(() => site.ReadDaysToAnswer()).Message.ShouldContain("\"answerWithinDays\"");
    }

    // Sessions end with the days that go by.
    private static async Task<TestMember> AgainAsync(TestSite site)
    {
        var member = site.Browser();
        (await member.SignInAsync(Email, TestSite.Password)).ShouldBeTrue();
        return member;
    }

    private static async Task<JsonElement> WaitAsync(TestMember member) =>
        (await member.ReadAsync("/desk/api/reports")).GetProperty("reports").EnumerateArray().ShouldHaveSingleItem().GetProperty("waits");
}
