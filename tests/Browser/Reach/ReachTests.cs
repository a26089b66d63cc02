using System.Diagnostics;
using Chorus.Browser.Tests.Pages;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Chorus.Browser.Tests.Reach;

/// <summary>
/// Every page in every language, on a bad line and for everybody: weight, axe, width, and the first page on a slow phone.
/// With CHORUS_REACH=FILE (build/reach) the figures are written there.
/// </summary>
public sealed class ReachTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const int MostFirst = 100 * 1024;
    private const int MostFollowing = 30 * 1024;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    // In the order in which a person comes to them: what is loaded once counts with the page that loads it first.
    private static readonly string[] Visited =
    [
        "/", "/LANGUAGE/", "/LANGUAGE/write", "/LANGUAGE/return", "/LANGUAGE/help", "/LANGUAGE/help/ES", "/LANGUAGE/traces", "/LANGUAGE/rights", "/LANGUAGE/poster",
    ];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Fact]
    [Trait("Size", "Long")]
    public async Task Every_page_in_every_language_is_light_and_open_to_all()
    {
        var rows = new List<ReachRow>();
        foreach (var language in await LanguagesAsync())
        {
            var page = await CachingPhoneAsync(320);
            var meter = await LineMeter.OnAsync(page);
            foreach (var path in Visited)
            {
                await page.GotoAsync(path.Replace("LANGUAGE", language, StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.NetworkIdle });
                var bytes = meter.Take();
                var axe = await page.RunAxe(Rules);
                var tooWide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                rows.Add(new(language, path, bytes, [.. axe.Violations.Select(v => v.Id)], tooWide > 0));
            }
            await page.Context.CloseAsync();
        }

        var interactive = await InteractiveAsync();
        if (Environment.GetEnvironmentVariable("CHORUS_REACH") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, ReachPage.Of(rows, interactive), TestContext.Current.CancellationToken);
        }
        rows.Where(r => r.Axe.Count > 0).ShouldBeEmpty();
        rows.Where(r => r.TooWide).ShouldBeEmpty();
        rows.Where(r => r.Bytes > (r.Path == Visited[0] ? MostFirst : MostFollowing)).ShouldBeEmpty();
        interactive.ShouldBeLessThan(Soon);
    }

    private async Task<IReadOnlyList<string>> LanguagesAsync()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/");
        return await page.Locator("main a[hreflang]").EvaluateAllAsync<string[]>("links => links.map(a => a.hreflang).sort()");
    }

    /// <summary>A phone as they are, which keeps what it has loaded: a page whose requests a test answers keeps nothing.</summary>
    private async Task<IPage> CachingPhoneAsync(int width = 360) => await (await chromium.NewAsync(site.Address, width: width)).NewPageAsync();

    /// <summary>From the wish to see the start page until all its elements answer, on a slow line and a slow phone.</summary>
    private async Task<TimeSpan> InteractiveAsync()
    {
        var page = await CachingPhoneAsync();
        await (await LineMeter.OnAsync(page)).SlowDownAsync();
        var watch = Stopwatch.StartNew();
        // Scripts that are modules have run when the page says that it is loaded.
        await page.GotoAsync("/en/", new() { WaitUntil = WaitUntilState.Load });
        (await page.EvaluateAsync<bool>("customElements.get('exit-page') !== undefined")).ShouldBeTrue();
        return watch.Elapsed;
    }
}

/// <summary>One page in one language.</summary>
/// <param name="Language">Its code.</param>
/// <param name="Path">The address, with LANGUAGE in the place of the code.</param>
/// <param name="Bytes">What came over the line for it.</param>
/// <param name="Axe">Rules of axe that it breaks.</param>
/// <param name="TooWide">Whether it has to be pushed sideways at 320 px.</param>
internal sealed record ReachRow(string Language, string Path, int Bytes, IReadOnlyList<string> Axe, bool TooWide);
