namespace Chorus.Browser.Tests.Pages;

/// <summary>A phone on a bad line: what a page costs, everything included, as it travels.</summary>
public sealed class WeightTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const int Most = 100 * 1024;

    [Theory]
    [InlineData("/en/")]
    [InlineData("/es/")]
    [InlineData("/en/write")]
    [InlineData("/en/return")]
    public async Task A_page_weighs_at_most_100_KB_with_everything_it_loads(string path)
    {
        var page = await site.PhoneAsync(chromium);
        var answers = new List<IRequest>();
        page.RequestFinished += (_, request) => answers.Add(request);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        // Headers and body as they were sent, so compressed.
        var bytes = (await Task.WhenAll(answers.Select(a => a.SizesAsync()))).Sum(s => s.ResponseHeadersSize + s.ResponseBodySize);
        bytes.ShouldBeInRange(1000, Most);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {bytes} bytes in {answers.Count} answers");
    }
}
