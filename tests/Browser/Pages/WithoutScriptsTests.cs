using System.Text.RegularExpressions;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Pages;

public sealed class WithoutScriptsTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task The_site_says_that_it_sees_the_text_seals_it_and_shows_28_numbers()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        await page.SeesTextAsync("Scripts are off in your browser.");
        await page.Locator("textarea[name=story]").FillAsync(Steps.Story);
        await page.Locator("select[name=country]").SelectOptionAsync("ES");
        await page.Locator("select[name=who1-kind]").SelectOptionAsync("phone");
        await page.Locator("input[name=who1-value]").FillAsync("12");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesTextAsync("This phone number is too short.");
        await page.SeesTextAsync("Please choose an organisation.");
        // Nothing is offered that only a script could do.
        (await page.Locator("main button:visible").AllInnerTextsAsync()).ShouldBe(["Go on and check"]);
        (await page.Locator(".with-scripts:visible").CountAsync()).ShouldBe(0);
        await page.Locator("input[name=who1-value]").FillAsync("600 123 456");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesAsync("Check before you send");
        await page.SeesTextAsync(Steps.Story);
        await page.SeesTextAsync("This site, for the moment in which it seals your text");
        await page.PressAsync("Seal and send");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        var numbers = await page.GetByRole(AriaRole.Group, new() { Name = "Your 28 numbers" }).InnerTextAsync();
        Receipt.TryParse(Regex.Replace(numbers, "\\s", ""), out _).ShouldBeTrue();
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
        var sealedHere = site.SealedBySite.ShouldHaveSingleItem();
        sealedHere.Document.Identifiers.ShouldHaveSingleItem().Region.ShouldBe("ES");
        sealedHere.Document.Quorum.Voices.ShouldBe(3);
    }
}
