using System.Globalization;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Browser.Tests.Desk.Cases;

/// <summary>
/// A list of far more cases than anybody handles at once: 1,000 of 50 events, or as many as CHORUS_DESK_CASES says. It prints what it measured
/// (docs/performance.md). Machines differ, so what must hold is said in the time in which this one answers with a single case.
/// </summary>
[Trait("Size", "Long")]
[Collection(nameof(AloneCollection))]
public sealed class ManyCasesTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Officer = "olga@centre.example";
    private const string Decider = "dora@centre.example";

    private static readonly string Watching = Measuring.Watching(".case-rows a.row");

    private const string Listed = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/desk/api/cases')).pop()";

    private static readonly string Typing = Measuring.Typing(".case-bar input[type=search]");

    private static readonly int Count = Measuring.Count("CHORUS_DESK_CASES", 1000);
    private readonly MembersSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.EnrolAsync("Olga", Officer, Role.CaseOfficer);
        await _site.EnrolAsync("Dora", Decider, Role.DecisionMaker);
        await using var scope = _site.Services.CreateAsyncScope();
        var ids = await scope.ServiceProvider.GetRequiredService<SiteDb>().Across<Member>().ToDictionaryAsync(m => m.Email!, m => m.Id);
        await new ManyCases(_site, ids[Officer], ids[Decider]).WriteAsync(Count);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_list_of_many_cases_shows_at_once_and_is_searched_as_one_types()
    {
        var worker = await CaseWorker.ComeAsync(chromium, _site, Officer, before: Watching);
        var page = worker.Page;
        await Assertions.Expect(page.Locator(".case-rows a.row").First).ToBeVisibleAsync();
        await page.GetByLabel("Search").FillAsync($"case {Count - 1}");
        await Assertions.Expect(page.Locator("[role=status]").Filter(new() { HasText = "Cases: 1" })).ToHaveTextAsync("Cases: 1", new() { Timeout = 900_000 });
        await Assertions.Expect(page.Locator(".case-rows a.row")).ToHaveCountAsync(1);

        var first = await page.EvaluateAsync<double>($"seen.first - ({Listed}).responseEnd");
        var fetch = await page.EvaluateAsync<double>($"({Listed}).duration");
        var longest = await page.EvaluateAsync<double>("Math.max(0, ...seen.tasks)");
        var found = await page.EvaluateAsync<double>(Typing, "inigo");
        await Assertions.Expect(page.Locator(".case-rows a.row").First).ToContainTextAsync("la cocina de Íñigo");
        var common = await page.EvaluateAsync<double>(Typing, "case the");
        var unfound = await page.EvaluateAsync<double>(Typing, "zzyzx");
        await Assertions.Expect(page.GetByText("Nothing found.")).ToBeVisibleAsync();
        await page.PressAsync("Show all");
        await Assertions.Expect(page.Locator("[role=status]").Filter(new() { HasText = "Cases:" })).ToHaveTextAsync($"Cases: {Count}");

        await page.Locator(".case-rows a.row").First.ClickAsync();
        await page.SeesTextAsync("Changes at work or study");
        var one = await page.EvaluateAsync<double>("performance.getEntriesByType('resource').filter(e => /\\/desk\\/api\\/cases\\/[0-9a-f]{32}$/.test(e.name)).pop().duration");

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Count} cases of {ManyCases.EventsEach} events: list fetched in {fetch:0} ms (one case: {one:0} ms), first rows {first:0} ms after it, longest task {longest:0} ms
            a letter typed, the slowest: {found:0} ms (some found), {common:0} ms (many), {unfound:0} ms (none)
            """));
        // Events are not replayed for the list, and rows not drawn that nobody sees: a fiftieth of all cases, one by one, takes longer.
        fetch.ShouldBeLessThan(Count / 50 * one);
        first.ShouldBeLessThan(Count / 50 * one);
        Math.Max(found, Math.Max(common, unfound)).ShouldBeLessThan(Count / 100 * one);
    }
}
