using System.Globalization;
using Chorus.Escrow.Depositing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>
/// A desk with far more reports than anybody reads: 3,000, or as many as CHORUS_DESK_REPORTS says. It prints what it measured
/// (docs/performance.md). Machines differ, so what must hold is said in the time that opening one report takes on this one.
/// </summary>
[Trait("Size", "Long")]
[Collection(nameof(AloneCollection))]
public sealed class ManyReportsTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    // Also when the last report was open.
    private static readonly string Watching = Measuring.Watching("#list a.row", "if (seen.first && !seen.all && document.getElementById('opening')?.hidden) seen.all = performance.now();");

    private const string Indexed = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/desk/api/reports')).pop()";

    private static readonly string Typing = Measuring.Typing("#search");

    private static readonly int Count = Measuring.Count("CHORUS_DESK_REPORTS", 3000);
    private static readonly string[] Acts = ["B01", "B03", "B06", "B08"];
    private readonly DeskSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        // Every third was sent directly, the others name one of a few thousand in twos.
        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var story = $"This is report {i}. " + string.Join(' ', Enumerable.Range(0, 120).Select(k => Words[(i * 31 + k * 7) % Words.Length])) + ".";
            var who = new ReportIdentifier("email", i % 3 == 0 ? $"direct{i}@hotel.example" : $"person{i / 3}@hotel.example", MayRelease: true);
            await _site.SendAsync(story, Quorum.Of(i % 3 == 0 ? 1 : 2), who, Acts[i % Acts.Length]);
        });
        await _site.RunAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static readonly string[] Words =
    [
        "shift", "linen", "door", "night", "asked", "again", "kitchen", "message", "phone", "corridor", "supervisor", "hours", "room", "said", "nobody", "stood",
        "morning", "waited", "answer", "stairs", "lift", "list", "manager", "Íñigo", "schedule", "café", "keys", "towels", "laundry", "van",
    ];

    [Fact]
    public async Task The_list_of_thousands_shows_at_once_what_is_open_and_search_answers_as_one_types()
    {
        (await _site.ReleasedAsync()).ShouldBeInRange(Count - 1, Count);
        var advocate = await _site.AdvocateAsync(chromium, before: Watching);
        var page = advocate.Page;
        await Assertions.Expect(page.Locator("#list a.row").First).ToBeVisibleAsync();
        var whileOpening = await page.EvaluateAsync<double>(Typing, "inigo");
        await page.Locator("#search").FillAsync("");
        await Assertions.Expect(page.Locator("#opening")).ToBeHiddenAsync(new() { Timeout = 900_000 });

        var first = await page.EvaluateAsync<double>($"seen.first - ({Indexed}).responseEnd");
        var fetch = await page.EvaluateAsync<double>($"({Indexed}).duration");
        var all = await page.EvaluateAsync<double>($"seen.all - ({Indexed}).responseEnd");
        var longest = await page.EvaluateAsync<double>("Math.max(0, ...seen.tasks)");
        var memory = await page.EvaluateAsync<double>("performance.memory.usedJSHeapSize / 1e6");
        var typed = await page.EvaluateAsync<double>(Typing, "report 4711");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("of");
        var common = await page.EvaluateAsync<double>(Typing, "supervisor corridor");
        var unfound = await page.EvaluateAsync<double>(Typing, "zzyzx");
        await page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("Released in a group");

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Count} reports: index fetched in {fetch:0} ms, first rows {first:0} ms after it, all open after {all / 1000:0.0} s ({all / Count:0.0} ms each), longest task {longest:0} ms, heap {memory:0} MB
            a letter typed, the slowest: while opening {whileOpening:0} ms; all open: {typed:0} ms (one found), {common:0} ms (many), {unfound:0} ms (none)
            """));
        // Ten times less than all of them, whose time grows with their number; a letter less than what a page of reports takes.
        var one = all / Count;
        first.ShouldBeLessThan(250 * one);
        Math.Max(typed, Math.Max(common, unfound)).ShouldBeLessThan(50 * one);
    }
}

/// <summary>Measures time, so nothing else is running meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
