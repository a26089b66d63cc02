namespace Chorus.Browser.Tests.Pages;

/// <summary>A script that comes late: after ten seconds the plain form stands there, and somebody may have begun.</summary>
public sealed class LateScriptTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string NotCome = "A part of this page has not come.";

    [Fact]
    public async Task What_was_typed_into_the_plain_form_stays_when_the_script_comes()
    {
        var page = await site.PhoneAsync(chromium);
        var line = await SlowLine.OnAsync(page, "**/assets/write*.js");
        await page.GotoAsync("/en/write", new() { WaitUntil = WaitUntilState.Commit });
        await line.Reached;
        await TenSecondsPassAsync(page);
        var said = await SaidAsync(page);
        said.ShouldContain(NotCome);
        said.ShouldContain("when you press the button at the end, this site sees your text");
        await Assertions.Expect(page.GetByText("Scripts are off in your browser.")).ToBeHiddenAsync();
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.Locator("select[name=country]").SelectOptionAsync("ES");
        await page.Locator("select[name=who1-kind]").SelectOptionAsync("phone");
        await page.Locator("input[name=who1-value]").FillAsync("600 123 456");
        line.GoOn();

        await Assertions.Expect(page.Locator("p[data-part]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync(Steps.Story);
        await page.GoOnToAsync("Which country was it in?");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox).First).ToHaveValueAsync("ES");
        await page.GoOnToAsync("Who did it?");
        await Assertions.Expect(page.GetByLabel("Write it here").First).ToHaveValueAsync("600 123 456");
        await page.ReloadAsync();
        await page.SeesAsync("Who did it?");
    }

    [Fact]
    public async Task Coming_back_says_that_a_part_has_not_come_where_scripts_are_on()
    {
        var page = await site.PhoneAsync(chromium);
        var line = await SlowLine.OnAsync(page, "**/assets/return*.js");
        await page.GotoAsync("/en/return", new() { WaitUntil = WaitUntilState.Commit });
        await line.Reached;
        await TenSecondsPassAsync(page);
        (await SaidAsync(page)).ShouldContain(NotCome);
        await Assertions.Expect(page.GetByText("Coming back needs scripts.")).ToBeHiddenAsync();
        line.GoOn();
        await Assertions.Expect(page.GetByLabel("Your 28 numbers")).ToBeVisibleAsync();
    }

    private static async Task TenSecondsPassAsync(IPage page)
    {
        await page.Locator(".scripts-off").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("document.getAnimations().forEach(a => a.finish())");
        await Assertions.Expect(page.Locator(".scripts-off")).ToBeVisibleAsync();
    }

    private static Task<string> SaidAsync(IPage page) =>
        page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.scripts-off'), '::before').content");
}
