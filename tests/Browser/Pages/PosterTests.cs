namespace Chorus.Browser.Tests.Pages;

public sealed class PosterTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Theory]
    [InlineData("/en/poster")]
    [InlineData("/es/poster")]
    public async Task A_poster_and_a_sheet_of_cards_are_two_pages_of_paper(string path)
    {
        var page = await site.PhoneAsync(chromium, width: 1280);
        await page.GotoAsync(path);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.GetByRole(AriaRole.Banner).IsVisibleAsync()).ShouldBeFalse();
        (await page.Locator(".poster .qr").IsVisibleAsync()).ShouldBeTrue();
        var paper = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
        System.Text.RegularExpressions.Regex.Count(paper, @"/Type\s*/Page\b").ShouldBe(2);
    }

    [Fact]
    public async Task Printed_numbers_stand_alone_on_the_paper()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var numbers = await page.SealAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.Locator("body").InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(numbers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
