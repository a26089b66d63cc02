using System.Net;
using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Features.Lookup;

public sealed class LookupTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_changes_no_byte_of_what_the_reporter_sees()
    {
        await using var site = await TestSite.StartAsync();
        var reporter = site.Reporter();
        using var deposited = await site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        var held = await site.LookupAsync(reporter);

        await site.RunAsync();

        (await site.LookupAsync(reporter)).ShouldBe(held);
        using var advocate = await site.SignInAsync(TestDeployment.Centre);
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_a_released_report_answers_and_looks_as_that_of_a_held_one()
    {
        await using var site = await TestSite.StartAsync();
        var (one, two) = (site.Reporter(), site.Reporter());
        var (released, held) = (one.Seal(TestDeployment.Centre, Quorum.Of(1), 7), two.Seal(TestDeployment.Centre, Quorum.Of(2), 8));
        using var first = await site.SendAsync(released);
        using var second = await site.SendAsync(held);
        await site.RunAsync();

        using var changed = await site.SendAsync(one.Change(released, TestDeployment.Centre, Quorum.Keep, 7));
        using var changedToo = await site.SendAsync(two.Change(held, TestDeployment.Centre, Quorum.Keep, 8));

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changedToo.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.LookupAsync(one)).Length.ShouldBe((await site.LookupAsync(two)).Length);
        (await VersionAsync(site, one, released)).ShouldBe((await VersionAsync(site, two, held)));
        // An older version sent again is refused alike, though one of the two is still kept for the organisation.
        using var again = await site.SendAsync(released);
        using var againToo = await site.SendAsync(held);
        (await again.Content.ReadAsStringAsync(Stop)).ShouldBe(await againToo.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task The_versions_of_a_report_look_the_same_before_and_after_one_of_them_is_released()
    {
        await using var site = await TestSite.StartAsync();
        var reporter = site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Of(1), 7);
        using var deposited = await site.SendAsync(first);
        using var changed = await site.SendAsync(second);
        var held = await site.LookupAsync(reporter);

        await site.RunAsync();

        (await site.LookupAsync(reporter)).ShouldBe(held);
        using var changedAgain = await site.SendAsync(reporter.Change(second, TestDeployment.Centre, Quorum.Keep, 7));
        var versions = JsonDocument.Parse(await site.LookupAsync(reporter)).RootElement.GetProperty("reports")[0].GetProperty("versions");
        // The second was passed on and keeps its escrowed key at the site; here it looks as the first, which was not.
        versions.EnumerateArray().SkipLast(1).Select(Shape).Distinct().ShouldHaveSingleItem();
        site.Database.Contains(second.Escrowed).ShouldBeTrue();
        site.Database.Contains(first.Escrowed).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_released_of_a_version_that_was_replaced_meanwhile_is_not_passed_on()
    {
        await using var site = await TestSite.StartAsync();
        var reporter = site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var deposited = await site.SendAsync(first);
        await site.Deployment.RunAsync();
        using var changed = await site.SendAsync(reporter.Change(first, TestDeployment.Centre, Quorum.Keep, 7));

        await site.FetchAsync();

        (await site.QueryAsync(db => db.Across<Chorus.App.Data.Release>().CountAsync(Stop))).ShouldBe(0);
        using var advocate = await site.SignInAsync(TestDeployment.Centre);
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_receipt_gets_empty_lists_and_a_wrong_length_is_refused()
    {
        await using var site = await TestSite.StartAsync();
        (await site.LookupAsync(site.Reporter())).ShouldBe("""{"reports":[],"messages":[]}""");
        using var answer = await site.PostAsync("/api/lookup", new { Lookup = new byte[15] });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Shape(JsonElement version) =>
        string.Join(',', version.EnumerateObject().Select(p => $"{p.Name}:{p.Value.GetRawText().Length}"));

    private static async Task<(HttpStatusCode Status, int Length)> VersionAsync(TestSite site, TestReporter reporter, SealedDeposit version)
    {
        using var answer = await site.PostAsync(
            "/api/versions", new { reporter.Keys.Lookup, Handle = version.Signed.Statement.Handle.ToArray(), version.Signed.Statement.Version });
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync(Stop)).Length);
    }

    [Fact]
    public async Task An_answer_leaves_no_earlier_than_the_next_tick_of_the_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 21, 14, 15, 130, TimeSpan.Zero));
        await using var site = await TestSite.StartAsync(clock);
        var answer = site.PostAsync("/api/lookup", new { site.Reporter().Keys.Lookup });

        // Whenever the work is done, the answer waits for the next quarter of a second of this clock.
        var (left, started) = (DateTimeOffset.MinValue, clock.GetUtcNow());
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            left = clock.GetUtcNow();
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20), Stop));
        }

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        (left - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(120));
    }
}
