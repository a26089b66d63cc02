using Chorus.Browser.Tests.Reach;

namespace Chorus.Browser.Tests.Pages;

/// <summary>A phone on a bad line: what a page costs, everything included, as it travels. A phone that comes straight to it; ReachTests has the way from page to page.</summary>
public sealed class WeightTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const int Most = 100 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/en/")]
    [InlineData("/en/help")]
    [InlineData("/en/rights")]
    [InlineData("/es/")]
    [InlineData("/en/write")]
    [InlineData("/en/return")]
    public async Task A_page_weighs_at_most_100_KB_with_everything_it_loads(string path)
    {
        var page = await site.PhoneAsync(chromium);
        var meter = await LineMeter.OnAsync(page);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var bytes = meter.Take();
        bytes.ShouldBeInRange(1000, Most);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {bytes} bytes on the line");
    }
}
