using System.Globalization;
using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>What the desk shows of whether anything was done to people because they spoke.</summary>
public sealed class WatchTests(Chromium chromium, DeskSite site) : IClassFixture<DeskSite>
{
    private static readonly ReportIdentifier Mail = new("email", "boss@hotel.example", MayRelease: true);

    [Fact]
    public async Task What_was_done_is_an_alert_until_its_reporter_was_written_to_and_silence_is_shown_as_silence()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var told = await site.SendAsync("The supervisor stood in the linen room door.", Quorum.Of(1), Mail, "B06");
        await site.SendAsync("I said nothing more.", Quorum.Of(1), Mail with { Value = "other@hotel.example" });
        await site.RunAsync();
        var since = now.AddDays(-1).ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);
        await site.WriteAsync(
            told, new WatchAnswer("30", since, "something", ["R02", "R04"], false, "since December", "yes"),
            "Something was done to me because I spoke.\nThey took my weekend shifts.", "2026-12-24T10Z");

        var advocate = await site.AdvocateAsync(chromium);
        var page = advocate.Page;
        var alerts = page.Locator("#alerts");
        await Assertions.Expect(alerts).ToContainTextAsync("Something was done to somebody because they spoke");
        await Assertions.Expect(page.Locator("#list a.row", new() { HasText = "Something was done to somebody" })).ToHaveCountAsync(1);

        await page.Clock.SetFixedTimeAsync(now.AddDays(100));
        await alerts.GetByRole(AriaRole.Link).ClickAsync();
        var card = page.Locator("#pane [data-alert]");
        await Assertions.Expect(card).ToContainTextAsync("They took my weekend shifts.");
        await Assertions.Expect(card).ToContainTextAsync("When: since December");
        await Assertions.Expect(card).ToContainTextAsync("They want it to be looked into.");
        var watch = page.Locator("#pane .side .card", new() { HasText = "Since they spoke" });
        await Assertions.Expect(watch).ToContainTextAsync("Day 30: something was done");
        await Assertions.Expect(watch).ToContainTextAsync("Day 90: no answer since");
        await Assertions.Expect(watch).ToContainTextAsync("Day 180: asked from");

        await OpensACaseAsync();

        await card.GetByLabel("What you write to them about it").FillAsync("We call you on Tuesday.");
        await page.PressAsync("Tell them that you are seeing to it");
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await Assertions.Expect(alerts).ToBeHiddenAsync();
        await Assertions.Expect(watch).ToContainTextAsync("You wrote to them about it on");
        await page.SeesTextAsync("We call you on Tuesday.");
        await Assertions.Expect(page.Locator("#list a.row", new() { HasText = "Something was done to somebody" })).ToHaveCountAsync(0);

        // Whoever handles cases comes from the answer to a case about it, with what she said.
        async Task OpensACaseAsync()
        {
            var officer = (await site.AdvocateAsync(chromium, await site.EnrolAsync("Olga", Role.CaseOfficer))).Page;
            await officer.Locator("#alerts").GetByRole(AriaRole.Link).ClickAsync();
            await officer.GetByRole(AriaRole.Link, new() { Name = "Open a case about this" }).ClickAsync();
            await officer.GetByLabel("Passphrase").FillAsync("a passphrase");
            await officer.PressAsync("Unlock");
            await Assertions.Expect(officer.GetByLabel("When and where")).ToHaveValueAsync("since December\nSomething was done to me because I spoke.\nThey took my weekend shifts.");
            foreach (var (act, isAlleged) in new[] { ("R02", true), ("R04", true), ("B06", false), ("R01", false) })
            {
                await Assertions.Expect(officer.Locator($"input[type=checkbox][value={act}]")).ToBeCheckedAsync(new() { Checked = isAlleged });
            }
        }
    }
}
