namespace Chorus.Browser.Tests.Pages;

public sealed class ExitTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/en/")]
    [InlineData("/en/help/ES")]
    [InlineData("/en/write")]
    [InlineData("/en/return")]
    [InlineData("/en/letters")]
    public async Task Leave_this_page_replaces_the_page_and_empties_the_tab(string path)
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.GotoAsync(path);
        await LeaveAsync(page, () => page.PressAsync("Leave this page"));
        await page.GotoAsync("/en/write");
        (await page.Locator("textarea[name=story1]").InputValueAsync()).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(k => sessionStorage[k].includes('shift')).length")).ShouldBe(0);
    }

    [Fact]
    public async Task Back_does_not_lead_to_the_page_that_was_left()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Come back with your numbers" }).ClickAsync();
        await page.SeesAsync("Come back with your numbers");
        await LeaveAsync(page, () => page.PressAsync("Leave this page"));
        await page.GoBackAsync();
        page.Url.ShouldEndWith("/en/");
    }

    [Fact]
    public async Task Shift_three_times_leaves_too_but_writing_capitals_does_not()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Locator("textarea[name=story1]").PressSequentiallyAsync("ABC");
        page.Url.ShouldEndWith("/en/write");
        await LeaveAsync(page, async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await page.Keyboard.PressAsync("Shift");
            }
        });
    }

    [Fact]
    public async Task The_tab_says_nothing_about_what_this_is()
    {
        var page = await site.PhoneAsync(chromium);
        foreach (var path in new[] { "/", "/en/", "/en/help", "/en/help/ES", "/en/traces", "/en/rights", "/en/write", "/en/return", "/en/letters" })
        {
            await page.GotoAsync(path);
            (await page.TitleAsync()).ShouldBe("Notes");
        }
    }

    // Listened for before it can happen: the page is gone within milliseconds.
    private static async Task LeaveAsync(IPage page, Func<Task> doing)
    {
        var left = page.WaitForURLAsync("https://www.wikipedia.org/", new() { WaitUntil = WaitUntilState.Commit });
        await doing();
        await left;
        // The address is there a moment before the new page is the one that answers: going back before that fails.
        await page.EvaluateAsync("0");
    }
}
