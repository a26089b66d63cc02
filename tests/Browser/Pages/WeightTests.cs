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
        var bodies = new List<Task<byte[]>>();
        page.Response += (_, response) => bodies.Add(response.BodyAsync());
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var bytes = (await Task.WhenAll(bodies)).Sum(b => b.Length);
        bytes.ShouldBeInRange(1000, Most);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {bytes} bytes in {bodies.Count} answers");
    }
}
