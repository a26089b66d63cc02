namespace Chorus.Browser.Tests.Pages;

/// <summary>The pages that anybody may read: whom to call, what others can see, what is not all right.</summary>
public sealed class InformationTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_first_page_a_person_finds_whom_to_call_in_her_language(bool scripts)
    {
        var page = await site.PhoneAsync(chromium, scripts: scripts);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Español", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ayuda ahora" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "España", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "112", Exact = true })).ToHaveAttributeAsync("href", "tel:112");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "016", Exact = true })).ToHaveAttributeAsync("href", "tel:016");
    }

    [Fact]
    public async Task Help_is_in_reach_of_every_page_and_what_was_written_is_still_there_afterwards()
    {
        var page = await site.PhoneAsync(chromium);
        foreach (var path in new[] { "/en/", "/en/return", "/en/traces", "/en/rights", "/en/write" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Help now" })).ToBeVisibleAsync();
        }
        await page.Locator("textarea").First.FillAsync(Steps.Story);
        await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Help now" }).ClickAsync();
        await page.SeesAsync("Help now");
        await page.GoBackAsync();
        (await page.Locator("textarea").First.InputValueAsync()).ShouldBe(Steps.Story);
    }

    [Fact]
    public async Task The_language_can_be_changed_in_the_middle_of_writing_and_nothing_is_lost()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Locator("textarea").First.FillAsync(Steps.Story);
        await page.GetByRole(AriaRole.Contentinfo).GetByText("Language", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Español", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/es/write");
        await page.SeesAsync("¿Por dónde quieres empezar?");
        (await page.Locator("textarea").First.InputValueAsync()).ShouldBe(Steps.Story);
    }
}
