namespace Chorus.Browser.Tests.Pages;

/// <summary>One kept draft open in two tabs, or sent and kept: no words of hers go without her.</summary>
public sealed class KeptTwiceTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Newer = "And the night before the party.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_tab_kept_is_offered_beside_what_another_sent_and_goes_as_a_report_of_its_own(bool keptFirst)
    {
        var (page, numbers) = await KeptAsync();
        var other = await page.GoOnInNewTabAsync(numbers);
        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        if (!keptFirst)
        {
            (await SendAsync(page)).ShouldBe(numbers);
        }
        await other.Piece(1).Words().FillAsync(Newer);
        (await other.KeepAsync()).ShouldBe(numbers);
        if (keptFirst)
        {
            (await SendAsync(page)).ShouldBe(numbers);
        }

        await other.OpenAsync(numbers);
        await other.SeesTextAsync(Steps.Story);
        await other.SeesAsync("Kept on this phone or computer");
        await other.SeesTextAsync("Under the same numbers something is kept here too.");
        await other.PressAsync("Go on writing");
        await Assertions.Expect(other.Piece(1).Words()).ToHaveValueAsync(Newer);
        (await SendAsync(other, Newer)).ShouldBe(numbers);
        (await other.KeptOnDeviceAsync()).ShouldBe(0);

        await other.OpenAsync(numbers);
        await other.SeesTextAsync(Steps.Story);
        await other.SeesTextAsync(Newer);
        await Assertions.Expect(other.Locator("[data-kept]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Beside_a_report_what_is_kept_goes_when_she_says_so_and_the_report_stays()
    {
        var (page, numbers) = await KeptAsync();
        var other = await page.GoOnInNewTabAsync(numbers);
        await SendAsync(await page.GoOnInNewTabAsync(numbers));
        await other.KeepAsync();
        await page.OpenAsync(numbers);
        await page.PressAsync("Remove it from this phone or computer");
        await page.SeesTextAsync("It is gone from this phone or computer.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        await page.SeesTextAsync(Steps.Story);
        await Assertions.Expect(page.Locator("[data-kept]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Two_tabs_that_send_one_draft_each_get_it_sent()
    {
        var (page, numbers) = await KeptAsync();
        var one = await page.GoOnInNewTabAsync(numbers);
        var two = await page.GoOnInNewTabAsync(numbers);
        (await SendAsync(one)).ShouldBe(numbers);
        (await SendAsync(two, Newer)).ShouldBe(numbers);
        await page.OpenAsync(numbers);
        await page.SeesAsync("Report 2");
        await page.SeesTextAsync(Newer);
    }

    [Fact]
    public async Task A_report_that_does_not_open_does_not_hide_what_is_kept()
    {
        var (page, numbers) = await KeptAsync();
        await page.RouteAsync("**/api/lookup", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"reports":[{"handle":"AAAAAAAAAAAAAAAAAAAAAA","versions":[]}],"messages":[]}""",
        }));
        await page.OpenAsync(numbers);
        await page.SeesAsync("Kept on this phone or computer");
        await page.PressAsync("Go on writing");
        await Assertions.Expect(page.Piece(1).Words()).ToHaveValueAsync(Steps.Story);
    }

    [Fact]
    public async Task Erasing_erases_on_the_device_what_another_tab_kept_of_it_meanwhile()
    {
        var (page, numbers) = await KeptAsync();
        var other = await page.GoOnInNewTabAsync(numbers);
        var again = await page.GoOnInNewTabAsync(numbers);
        await again.Piece(1).Words().FillAsync(Newer);
        await again.KeepAsync();
        await other.GetByText("Stop and erase what I wrote").ClickAsync();
        await other.PressAsync("Yes, erase it");
        await other.WaitForURLAsync("**/en/");
        (await other.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task Words_under_a_question_that_is_asked_no_more_stay_in_what_is_kept_and_go_with_the_report()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.EvaluateAsync("sessionStorage.setItem('draft', JSON.stringify({ fields: { story1: 'Some words.', weather: 'It had rained all day.' }, at: 'story' }))");
        await page.GotoAsync("/en/write");
        var numbers = await page.KeepAsync();
        await page.OpenAsync(numbers);
        await page.PressAsync("Go on writing");
        await page.SeesAsync("Where would you like to start?");
        (await page.KeepAsync()).ShouldBe(numbers);

        var later = await page.GoOnInNewTabAsync(numbers);
        await ToReviewAsync(later, Steps.Story);
        await later.SeesTextAsync("It had rained all day.");
        await later.SealAsync();
        await page.OpenAsync(numbers);
        await page.SeesTextAsync("It had rained all day.");
    }

    private async Task<(IPage Page, string Numbers)> KeptAsync()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        return (page, await page.KeepAsync());
    }

    private static async Task<string> SendAsync(IPage page, string story = Steps.Story)
    {
        await ToReviewAsync(page, story);
        return await page.SealAsync();
    }

    private static async Task ToReviewAsync(IPage page, string story)
    {
        await page.Piece(1).Words().FillAsync(story);
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Keep it for me").CheckAsync();
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
    }
}
