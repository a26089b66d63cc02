namespace Chorus.Browser.Tests.Pages;

/// <summary>What a later step needs is fetched on the way to it: from a dead line, from a site that was renewed, from one that lies.</summary>
public sealed class LaterTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    // Each file that a page does not begin with; what it began with, the browser of a test fetches but once too.
    private const string LaterFiles = "**/assets/chunk-*.js";

    private const string NotLoaded = "This part could not be loaded.";

    [Fact]
    public async Task On_a_dead_line_she_can_write_to_the_end_and_what_is_missing_comes_when_it_is_pressed()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await page.RouteAsync("**/assets/**", route => route.AbortAsync("internetdisconnected"));

        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Keep it for me").CheckAsync();
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        await page.SeesTextAsync(NotLoaded);
        var before = site.Behind.Posted.Count;
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync(NotLoaded);

        await page.UnrouteAsync("**/assets/**");
        await page.PressAsync("Seal and send");
        // Now it can be shown, so it is shown before anything is sent.
        await page.SeesTextAsync(Steps.Story);
        site.Behind.Posted.Count.ShouldBe(before);
        await page.SealAsync();
        site.Behind.Posted.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task The_last_pages_need_no_line_and_what_was_pressed_there_goes_when_it_is_back()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.NameAsync(0, "phone", "600 123 456");
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.GoOnAsync("How many people must name the same person?");
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.QuietAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GoOnAsync("Check before you send");
        await page.SeesTextAsync(Steps.Story);
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("It is sent by itself when the line is back");
        await page.Context.SetOfflineAsync(false);
        await page.SeesAsync("Sealed. These are your 28 numbers.");
    }

    [Fact]
    public async Task What_a_mirror_puts_in_the_place_of_a_script_runs_at_no_try()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        // Right bytes for whoever checks them first, others for the browser that runs them.
        await page.RouteAsync(LaterFiles, route => route.Request.ResourceType == "script"
            ? route.FulfillAsync(new() { ContentType = "text/javascript", Body = "globalThis.ran = true" })
            : route.ContinueAsync());
        for (var tries = 0; tries < 3; tries++)
        {
            await page.EvaluateAsync("document.querySelector('[data-keep-here] [data-mend]').textContent = ''");
            await page.EvaluateAsync("document.querySelector('[data-keep-here]').open = false");
            await page.GetByText("Go on later, on this phone or computer").ClickAsync();
            await page.SeesTextAsync(NotLoaded);
        }
        (await page.EvaluateAsync<bool>("'ran' in globalThis")).ShouldBeFalse();
    }

    [Fact]
    public async Task After_the_site_was_renewed_the_page_says_so_and_a_refresh_has_everything()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await page.RouteAsync("**/assets/**", route => route.FulfillAsync(new() { Status = 404 }));
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GoOnToAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        await page.SeesTextAsync("This site was renewed while the page was open.");
        await page.UnrouteAsync("**/assets/**");
        await page.ReloadAsync();
        await page.SeesAsync("Check before you send");
        await page.SeesTextAsync(Steps.Story);
        await page.SealAsync();
    }

    [Fact]
    public async Task A_later_script_that_is_not_what_was_built_never_runs()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        var changed = 0;
        await page.RouteAsync(LaterFiles, async route =>
        {
            Interlocked.Increment(ref changed);
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = "globalThis.changed = true;" + await answer.TextAsync() });
        });
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GoOnToAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        await page.SeesTextAsync(NotLoaded);
        changed.ShouldBeGreaterThan(0);
        (await page.EvaluateAsync<bool>("globalThis.changed === undefined")).ShouldBeTrue();
    }

    [Fact]
    public async Task Coming_back_on_a_dead_line_is_said_and_the_numbers_stay_for_another_try()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var numbers = await page.SealAsync();
        var back = await site.PhoneAsync(chromium);
        await back.GotoAsync("/en/return");
        await back.RouteAsync("**/return/questions", route => route.AbortAsync("internetdisconnected"));
        await back.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await back.PressAsync("Open");
        await back.SeesTextAsync("We could not reach the site.");
        (await back.GetByLabel("Your 28 numbers").InputValueAsync()).ShouldBe(numbers);
        await back.UnrouteAsync("**/return/questions");
        await back.PressAsync("Open");
        await back.SeesTextAsync(Steps.Story);
    }
}
