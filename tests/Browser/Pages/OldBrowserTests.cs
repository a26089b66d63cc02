namespace Chorus.Browser.Tests.Pages;

/// <summary>Scripts run, and WebCrypto is missing or broken: the way without scripts, with the reason, and never an unsealed send.</summary>
public sealed class OldBrowserTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    public static TheoryData<string> Faults =>
    [
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "crypto.subtle.encrypt = () => Promise.reject(new Error('broken'))",
        "crypto.subtle.encrypt = () => Promise.resolve(new ArrayBuffer(16))",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_browser_that_cannot_seal_is_led_the_way_on_which_the_site_seals_and_is_told_why(string fault)
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync(fault);
        await page.GotoAsync("/en/write");
        await page.SeesTextAsync("This browser is too old to seal what you write.");
        await Assertions.Expect(page.GetByText("Scripts are off in your browser.")).ToBeHiddenAsync();
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.GetByLabel("Keep it for me").CheckAsync();
        await page.GetByLabel("Workers' Centre").CheckAsync();
        var before = site.Behind.Posted.Count;
        await page.PressAsync("Go on and check");
        await page.SeesAsync("Check before you send");
        await page.PressAsync("Seal and send");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        site.Behind.Posted.Skip(before).ShouldAllBe(p => !p.Contains("shift", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_cannot_open_what_was_sealed_says_so()
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync("Object.defineProperty(crypto, 'subtle', { value: undefined })");
        await page.GotoAsync("/en/return");
        await page.SeesTextAsync("This browser is too old to open what you wrote.");
        await Assertions.Expect(page.GetByLabel("Your 28 numbers")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("/en/write", "#check")]
    [InlineData("/en/return", "#numbers")]
    public async Task A_page_that_came_in_the_open_has_nothing_to_fill_in_and_says_how_to_open_it(string path, string field)
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync("Object.defineProperty(window, 'isSecureContext', { value: false }); Object.defineProperty(crypto, 'subtle', { value: undefined })");
        await page.GotoAsync(path);
        await page.SeesTextAsync("This page came without https");
        await Assertions.Expect(page.GetByText("This browser is too old")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(field)).ToBeHiddenAsync();
        (await page.Locator("textarea:visible, input:visible, main button:visible").CountAsync()).ShouldBe(0);
    }
}
