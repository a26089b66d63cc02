namespace Chorus.Browser.Tests.Pages;

/// <summary>Whether anything was done to somebody because they spoke, as they are asked for it on their own page.</summary>
public sealed class WatchTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Ask = "Workers' Centre has been able to read your report since November 23, 2026.";
    private const string AnyTime = "If anybody does something to you because you spoke";

    [Fact]
    public async Task Thirty_days_after_it_was_sent_directly_a_person_is_asked_and_tells_what_was_done()
    {
        var page = await site.PhoneAsync(chromium);
        var numbers = await ReportAsync(page, held: false);

        await OpenAsync(page, numbers, new(2026, 12, 23, 20, 0, 0, DateTimeKind.Utc));
        await page.SeesTextAsync(AnyTime);
        await Assertions.Expect(page.GetByText(Ask)).ToBeHiddenAsync();

        await OpenAsync(page, numbers, new(2026, 12, 23, 21, 0, 0, DateTimeKind.Utc));
        await page.SeesTextAsync(Ask);
        await page.SeesTextAsync("Only you and Workers' Centre can read your answer.");
        (await page.LookAtAsync("watch-asked-en-360")).ShouldBeEmpty();
        await page.PressAsync("Not now");
        await page.SeesTextAsync(AnyTime);

        await OpenAsync(page, numbers, new(2026, 12, 24, 8, 0, 0, DateTimeKind.Utc));
        await page.PressAsync("Yes, something happened");
        await page.SeesAsync("What was done to you?");
        (await page.LookAtAsync("watch-tell-en-360")).ShouldBeEmpty();
        await page.PressAsync("Send the message");
        await page.SeesTextAsync("Choose something or write something first.");
        var told = page.Locator("[data-tell]");
        await told.GetByLabel("Fewer hours or less pay").CheckAsync();
        await told.GetByLabel("In your own words, if you want").FillAsync("They took my weekend shifts.");
        await told.GetByLabel("When was it?").FillAsync("since December");
        await told.GetByLabel("I am not sure yet").CheckAsync();
        await page.PressAsync("Send the message");

        await Assertions.Expect(page.Locator("[data-said]")).ToHaveTextAsync("Sent.");
        await page.SeesTextAsync("They took my weekend shifts.");
        await page.SeesTextAsync("Something was done to me because I spoke.");
        await Assertions.Expect(page.GetByText(Ask)).ToBeHiddenAsync();
        (await page.Locator("[data-tell] input").CountAsync()).ShouldBe(0);

        await OpenAsync(page, numbers, new(2027, 2, 22, 8, 0, 0, DateTimeKind.Utc));
        await page.PressAsync("No, nothing happened");
        await page.SeesTextAsync("Nothing was done to me because I spoke.");
    }

    [Fact]
    public async Task Of_a_held_report_nobody_is_asked_and_what_is_told_is_as_locked_as_the_report()
    {
        var page = await site.PhoneAsync(chromium);
        var numbers = await ReportAsync(page, held: true);

        await OpenAsync(page, numbers, new(2027, 12, 23, 21, 0, 0, DateTimeKind.Utc));
        await page.SeesTextAsync(AnyTime);
        await page.PressAsync("Tell what was done");
        await page.SeesTextAsync("This is locked like your report. Workers' Centre can read it only when it can read your report.");
        await page.PressAsync("Go back without sending");
        await page.SeesAsync("Report 1");
    }

    private static async Task<string> ReportAsync(IPage page, bool held)
    {
        await page.WriteToWhoAsync();
        if (held)
        {
            await page.HoldForThreeAsync();
        }
        else
        {
            await page.NameAsync(0, "phone", "600 123 456");
            await page.GoOnToAsync("Who may read it, and when?");
            await page.GetByLabel("Send it now").CheckAsync();
            await page.GoOnAsync("Which organisation is it for?");
            await page.GetByLabel("Workers' Centre").CheckAsync();
            await page.GoOnAsync("Check before you send");
        }
        return (await page.SealAsync()).ReplaceLineEndings(" ");
    }

    private static async Task OpenAsync(IPage page, string numbers, DateTime now)
    {
        await page.Clock.SetFixedTimeAsync(now);
        await page.GotoAsync("/en/return");
        await page.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await page.PressAsync("Open");
        await page.SeesAsync("Report 1");
    }
}
