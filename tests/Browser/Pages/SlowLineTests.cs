using System.Diagnostics;
using Chorus.Browser.Tests.Reach;

namespace Chorus.Browser.Tests.Pages;

/// <summary>A four-year-old phone on a bad line: 400 kbit/s, 400 ms there and back, a processor slowed six times.</summary>
public sealed class SlowLineTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    [Trait("Size", "Long")]
    public async Task A_person_writes_and_gets_her_numbers_on_a_slow_phone()
    {
        var page = await site.PhoneAsync(chromium);
        await (await LineMeter.OnAsync(page)).SlowDownAsync();
        var watch = Stopwatch.StartNew();
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.SealAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"from the address to the numbers, without reading and typing: {watch.Elapsed.TotalSeconds:0.0} s");
        // Twice to three times what it takes where nothing else runs: other tests use the processor too.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }
}
