namespace Chorus.Browser.Tests.Pages;

/// <summary>
/// On a slow line much can be pressed while a report is on its way or a draft is being kept. What is sent is never said to be unsent, and what
/// was erased or left does not come back.
/// </summary>
public sealed class MeanwhileTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Exit = "https://www.wikipedia.org/**";

    [Theory]
    [InlineData("**/packet-keys.json", "[data-keep-here] > button")]
    [InlineData("**/api/statements", "[data-keep-here] > button")]
    [InlineData("**/packet-keys.json", "[data-stop]")]
    [InlineData("**/api/statements", "[data-stop]")]
    public async Task What_is_being_sealed_or_sent_is_neither_kept_nor_erased(string waitingFor, string pressed)
    {
        var page = await ToReviewAsync();
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        await Assertions.Expect(page.Locator("[data-keep-here] > button")).ToBeVisibleAsync();
        var line = await SlowLine.OnAsync(page, waitingFor);
        await page.PressAsync("Seal and send");
        await line.Reached;

        // However it is pressed: not every browser knows `inert`.
        await Assertions.Expect(page.Locator("[data-reading]")).ToHaveAttributeAsync("inert", "");
        await page.Locator(pressed).DispatchEventAsync("click");
        line.GoOn();

        await page.SeesAsync("Sealed. These are your 28 numbers.");
        (await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task Back_waits_until_it_is_sent()
    {
        var page = await ToReviewAsync();
        var line = await SlowLine.OnAsync(page, "**/packet-keys.json");
        await page.PressAsync("Seal and send");
        await line.Reached;
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-question=review]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-send]")).ToHaveTextAsync("Sealing and sending …");
        line.GoOn();
        await page.SeesAsync("Sealed. These are your 28 numbers.");
    }

    [Theory]
    [InlineData("**/packet-keys.json", "")]
    [InlineData("**/api/statements", "offline")]
    [InlineData("**/api/statements", "")]
    public async Task Leaving_while_it_is_sent_leaves_nothing_behind_however_the_sending_ends(string waitingFor, string failure)
    {
        var page = await ToReviewAsync();
        var line = await SlowLine.OnAsync(page, waitingFor);
        await page.PressAsync("Seal and send");
        await line.Reached;
        var exit = await SlowLine.OnAsync(page, Exit);
        if (failure != "")
        {
            site.Behind.Failures.Enqueue(failure);
        }
        await LeaveAsync(page);
        await exit.Reached;
        var ended = page.WaitForRequestFinishedOrFailedAsync("/api/statements");
        line.GoOn();
        if (waitingFor == "**/api/statements")
        {
            await ended;
        }
        (await StoredAfterwardsAsync(page)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_typed_while_it_is_being_kept_is_kept_too()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        var line = await SlowLine.OnAsync(page, "**/manifest.json");
        await page.PressAsync("Keep it here");
        await line.Reached;
        await page.SeesTextAsync("One moment");
        await Assertions.Expect(page.Locator("[data-question=story]")).ToHaveAttributeAsync("inert", "");
        // As in a browser that does not know `inert`.
        await page.Locator("textarea[name=story1]").EvaluateAsync("field => { field.value = 'And this.'; field.dispatchEvent(new Event('input', { bubbles: true })); }");
        line.GoOn();
        var numbers = await page.KeptAsync();

        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync("And this.");
    }

    [Fact]
    public async Task Leaving_while_it_is_being_kept_keeps_nothing_under_numbers_that_nobody_saw()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        var line = await SlowLine.OnAsync(page, "**/manifest.json");
        var exit = await SlowLine.OnAsync(page, Exit);
        await page.PressAsync("Keep it here");
        await line.Reached;
        await LeaveAsync(page);
        await exit.Reached;
        line.GoOn();
        (await StoredAfterwardsAsync(page)).ShouldBe(0);
    }

    // The page that was left is still there, since the one it leads to does not come. What was under way on it has ended; then the tab, which keeps what is stored, shows another.
    private static async Task<int> StoredAfterwardsAsync(IPage page)
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/en/");
        await other.WorkForASealingAsync();
        await page.GotoAsync("/en/");
        return await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length");
    }

    // Not as a click that waits for the page it leads to: that one is slow.
    private static Task LeaveAsync(IPage page) => page.Locator("exit-page a").DispatchEventAsync("click");

    private async Task<IPage> ToReviewAsync()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await Assertions.Expect(page.Locator("[data-question=review] [data-answers] > *").First).ToBeVisibleAsync();
        return page;
    }
}
