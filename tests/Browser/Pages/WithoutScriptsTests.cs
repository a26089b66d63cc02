using System.Text.RegularExpressions;
using Chorus.Escrow.Depositing;
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
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.Locator("select[name=country]").SelectOptionAsync("ES");
        await page.Locator("select[name=who1-kind]").SelectOptionAsync("phone");
        await page.Locator("input[name=who1-value]").FillAsync("12");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesTextAsync("This phone number is too short.");
        await page.SeesTextAsync("Please choose an organisation.");
        // Nothing is offered that only a script could do.
        (await page.Locator("main button:visible:not([aria-hidden])").AllInnerTextsAsync()).ShouldBe(["Add another piece", "Go on and check"]);
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
        var sealedHere = site.SealedBySite[^1];
        sealedHere.Document.Identifiers.ShouldHaveSingleItem().Region.ShouldBe("ES");
        sealedHere.Document.Quorum.Voices.ShouldBe(3);
    }

    [Fact]
    public async Task Another_piece_comes_with_everything_written_before_and_each_keeps_its_time()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync("The linen room.");
        await page.Piece(1).GetByLabel("As you remember it").FillAsync("before Easter");
        await page.Piece(1).GetByLabel("Year").FillAsync("24");
        await page.GetByLabel("Work for something sexual").CheckAsync();
        await page.PressAsync("Add another piece");
        (await page.Piece(1).Words().InputValueAsync()).ShouldBe("The linen room.");
        (await page.GetByLabel("Work for something sexual").IsCheckedAsync()).ShouldBeTrue();
        await page.Piece(2).Words().FillAsync("The car park.");
        await page.Piece(2).GetByLabel("I don't know when").CheckAsync();
        await page.PressAsync("Add another piece");
        (await page.Piece(3).Words().InputValueAsync()).ShouldBeEmpty();
        (await page.Piece(2).GetByLabel("I don't know when").IsCheckedAsync()).ShouldBeTrue();

        // Enter in a field means the check, not another piece.
        await page.Piece(1).GetByLabel("Year").PressAsync("Enter");
        await page.SeesTextAsync("Write the year with four numbers, such as 2019, or leave it empty.");
        (await page.Piece(3).CountAsync()).ShouldBe(1);
        await page.Piece(1).GetByLabel("Year").FillAsync("2024");
        await page.Piece(1).GetByLabel("Month").SelectOptionAsync("March");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesAsync("Check before you send");
        await page.SeesTextAsync("before Easter, March 2024");
        await page.PressAsync("Change");
        (await page.Piece(2).Words().InputValueAsync()).ShouldBe("The car park.");
        await page.PressAsync("Go on and check");
        await page.PressAsync("Seal and send");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        site.SealedBySite[^1].Document.Answers["story"]!.Pieces.ShouldBe([new Piece("The linen room.", "before Easter", 2024, 3), new Piece("The car park.", Unknown: true)]);
    }

    [Theory]
    [InlineData("es", "ltr", "Algunas respuestas necesitan un repaso.")]
    [InlineData("ar", "rtl", "بعض الأجوبة تحتاج نظرة ثانية.")]
    public async Task In_other_languages_too_the_page_leads_to_what_has_to_be_put_right_and_the_numbers_run_from_the_left(string language, string direction, string second)
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync($"/{language}/write");
        (await page.Locator("html").GetAttributeAsync("dir")).ShouldBe(direction);
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.Locator("select[name=who1-kind]").SelectOptionAsync("phone");
        await page.Locator("input[name=who1-value]").FillAsync("12");
        await page.Locator("input[name=choice][value=hold]").CheckAsync();
        await page.Locator("#check").ClickAsync();
        await page.SeesTextAsync(second);
        var wrong = page.Locator(".to-mend a");
        (await wrong.EvaluateAllAsync<string[]>("links => links.map(a => a.hash)")).ShouldBe(["#q-who", "#q-organisation"]);
        await wrong.First.ClickAsync();
        await Assertions.Expect(page.Locator("#q-who")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("input[name=who1-value]")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("input[name=who1-value]").FillAsync("+34 600 123 456");
        await page.Locator("input[name=organisation][value=workers-centre]").CheckAsync();
        await page.Locator("#check").ClickAsync();
        await page.Locator("form button.go").ClickAsync();
        (await page.Locator(".numbers").InnerTextAsync()).Count(char.IsAsciiDigit).ShouldBe(28);
        (await page.Locator(".numbers").EvaluateAsync<string>("e => getComputedStyle(e).direction")).ShouldBe("ltr");
        site.SealedBySite[^1].Document.Identifiers.ShouldHaveSingleItem().Value.ShouldBe("+34 600 123 456");
    }

    [Theory]
    [InlineData("/en/", "What you wrote before is still in this tab.")]
    [InlineData("/en/write", "Sealed. These are your 28 numbers.", "Seal and send", "Right now only you can read this.", "Piece 0")]
    [InlineData("/en/return", "Report 1", "Take this report back?", "Close and empty this page")]
    public async Task A_browser_that_knows_neither_scripts_nor_styles_shows_nothing_that_is_not_so(string path, params string[] untrue)
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync(path);
        var text = await page.Locator("body").EvaluateAsync<string>(
            """
            body => {
              const shown = body.cloneNode(true);
              shown.querySelectorAll('script').forEach(script => script.remove());
              return shown.textContent;
            }
            """);
        foreach (var sentence in untrue)
        {
            text.ShouldNotContain(sentence);
        }
    }
}
