namespace Chorus.Browser.Tests.Pages;

/// <summary>"Go on later, on this device": sealed in this browser under 28 numbers, and sent under the same.</summary>
public sealed class KeepingTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task What_was_kept_on_the_device_is_gone_on_with_another_day_and_sent_under_the_same_numbers()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        var numbers = await page.KeepAsync();
        (await page.EvaluateAsync<int>("sessionStorage.length")).ShouldBe(0);
        (await page.EvaluateAsync<string>("Object.keys(localStorage).join()")).ShouldBe("notes");
        (await page.EvaluateAsync<bool>("JSON.stringify(localStorage).includes('shift')")).ShouldBeFalse();

        // Another day, in another tab.
        var later = await page.Context.NewPageAsync();
        await later.OpenAsync("0000 1111 2222 3333 4444 5555 6666");
        await later.SeesTextAsync("We found nothing under these numbers.");
        await later.OpenAsync(numbers);
        await later.SeesAsync("Kept on this phone or computer");
        await later.PressAsync("Go on writing");
        await later.SeesAsync("Who did it?");
        await later.HoldForThreeAsync();
        await later.SeesTextAsync(Steps.Story);
        (await later.SealAsync()).ShouldBe(numbers);
        (await later.EvaluateAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);

        var back = await page.Context.NewPageAsync();
        await back.OpenAsync(numbers);
        await back.SeesTextAsync(Steps.Story);
    }

    [Fact]
    public async Task Kept_again_it_has_what_was_added_and_removed_it_is_gone()
    {
        var (page, numbers) = await KeptAndOpenedAsync();
        await page.PressAsync("Go on writing");
        await page.Piece(1).Words().FillAsync("And the week after.");
        (await page.KeepAsync()).ShouldBe(numbers);

        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync("And the week after.");
        // Leaving empties the tab; what she asked the device to keep stays.
        await page.GotoAsync("/en/return");
        await page.OpenAsync(numbers);
        await page.PressAsync("Remove it from this phone or computer");
        await page.SeesTextAsync("It is gone from this phone or computer.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        await page.OpenAsync(numbers);
        await page.SeesTextAsync("We found nothing under these numbers.");
    }

    [Fact]
    public async Task Erasing_what_was_written_erases_it_on_the_device_too()
    {
        var (page, _) = await KeptAndOpenedAsync();
        await page.PressAsync("Go on writing");
        await page.GetByText("Stop and erase what I wrote").ClickAsync();
        // What is erased needs nothing from the site.
        await page.RouteAsync("**/assets/**", route => route.AbortAsync("internetdisconnected"));
        await page.RouteAsync("**/manifest.json", route => route.AbortAsync("internetdisconnected"));
        await page.PressAsync("Yes, erase it");
        await page.WaitForURLAsync("**/en/");
        (await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_in_the_tab_already_is_not_lost_for_what_the_device_kept()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        var numbers = await page.KeepAsync();
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync("Another day, another story.");

        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        await page.SeesTextAsync("What you wrote before is still in this tab.");
        await page.GotoAsync("/en/write");
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync("Another day, another story.");
        await page.OpenAsync(numbers);
        await page.SeesAsync("Kept on this phone or computer");
    }

    [Fact]
    public async Task A_sealed_report_that_waits_for_the_line_is_not_sent_for_what_the_device_kept()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync("Kept for later.");
        var numbers = await page.KeepAsync();
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        site.Behind.Failures.Enqueue("offline");
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("It is sent by itself when the line is back");

        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        await page.SeesTextAsync("What you wrote before is still in this tab.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(1);
        await page.GotoAsync("/en/write");
        await page.PressAsync("Try again");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_browser_keeps_nothing_it_says_so_and_what_was_written_stays()
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } })");
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        await page.PressAsync("Keep it here");
        await page.SeesTextAsync("This browser keeps nothing here.");
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync(Steps.Story);
    }

    [Fact]
    public async Task Where_eight_are_kept_whose_numbers_are_lost_all_can_be_removed_without_any()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.EvaluateAsync("localStorage.setItem('notes', JSON.stringify(Array.from({ length: 8 }, (_, i) => String(i).repeat(64))))");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        await page.PressAsync("Keep it here");
        await page.SeesTextAsync("This phone or computer keeps eight already.");
        await page.GetByText("Remove everything that was kept here").ClickAsync();
        await page.SeesTextAsync("Some of it may be another person's.");
        (await page.KeptOnDeviceAsync()).ShouldBe(8);
        await page.Locator("[data-keep-here]").GetByRole(AriaRole.Button, new() { Name = "Yes, erase it" }).ClickAsync();
        await page.SeesTextAsync("It is gone from this phone or computer.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync(Steps.Story);

        await page.PressAsync("Keep it here");
        var numbers = await page.KeptAsync();
        await page.OpenAsync(numbers);
        await page.SeesAsync("Kept on this phone or computer");
    }

    private async Task<(IPage Page, string Numbers)> KeptAndOpenedAsync()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        var numbers = await page.KeepAsync();
        await page.OpenAsync(numbers);
        return (page, numbers);
    }
}
