namespace Chorus.Browser.Tests.Pages;

/// <summary>Many are writing, and her browser has no scripts.</summary>
public sealed class WaitingTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task In_a_crowd_a_page_says_when_it_is_the_persons_turn_and_loses_nothing()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.GetByLabel("Keep it for me").CheckAsync();
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesAsync("Check before you send");
        using (site.FillWithACrowd())
        {
            await page.PressAsync("Seal and send");
            await page.SeesAsync("Please wait a little");
            await page.SeesTextAsync("Many people are writing now. Your turn comes in");
            await page.PressAsync("Go on and seal it");
            await page.SeesAsync("Please wait a little");
            site.SealedBySite.ShouldBeEmpty();

            site.Wait(TimeSpan.FromSeconds(90));
            await page.PressAsync("Go on and seal it");
            await page.SeesAsync("Sealed. These are your 28 numbers.");
        }
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
        site.SealedBySite.ShouldHaveSingleItem().Document.Answers["story"]!.Pieces!.ShouldHaveSingleItem().Text.ShouldBe(Steps.Story);
    }

    [Fact]
    public async Task Where_a_form_finds_no_place_loading_the_page_again_sends_what_was_written()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.GetByLabel("Workers' Centre").CheckAsync();
        using (site.FillWithForms())
        {
            await page.PressAsync("Go on and check");
            await page.SeesAsync("Many people are writing now");
        }
        await page.ReloadAsync();
        await page.SeesAsync("Check before you send");
        await page.SeesTextAsync(Steps.Story);
    }
}
