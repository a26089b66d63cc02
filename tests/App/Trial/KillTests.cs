using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Chorus.App.Tests.Deployment;
using Chorus.App.Trustees;
using Chorus.Cli.Bench;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.Data.Sqlite;

namespace Chorus.App.Tests.Trial;

/// <summary>
/// Four real processes, each killed with SIGKILL at random moments of deposits, runs, refreshes and starts (docs/simulation.md). What
/// was acknowledged is held, once; what was withdrawn is gone for good; the rule of release holds.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const string SeedVariable = "CHORUS_KILL_SEED";
    private const int Lanes = 6;
    private const int LookupsAtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Each_killed_twice_nothing_acknowledged_is_lost_and_nothing_withdrawn_comes_back() => KillAsync(Strike.LeastKillsInRound);

    [Fact]
    [Trait("Size", "Long")]
    public Task Killed_a_hundred_times_nothing_acknowledged_is_lost_and_nothing_withdrawn_comes_back() => KillAsync(100);

    private async Task KillAsync(int leastKills)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } one ? int.Parse(one, CultureInfo.InvariantCulture) : BitConverter.ToInt32(SecureRandom.Bytes(4)) & int.MaxValue;
        Say($"seed {seed} ({SeedVariable}={seed} repeats its strikes)");
        await using var deployment = await MortalDeployment.StartAsync(_folder["data"], Stop);
        using var reporters = new InsistentReporters(deployment.Site, deployment.Manifest);
        var stories = new KilledStories(reporters, deployment.Manifest);
        try
        {
            await StrikeAsync(deployment, reporters, stories, leastKills, new Random(seed));
            await ShouldHaveKeptAsync(deployment, reporters, stories);
        }
        catch
        {
            Array.ForEach([.. deployment.All], p => Say(p.LastPrinted));
            throw;
        }
        finally
        {
            Say(Outcome(deployment, reporters, stories));
        }
    }

    private static async Task ShouldHaveKeptAsync(MortalDeployment deployment, InsistentReporters reporters, KilledStories stories)
    {
        await ShouldShowEveryHeldReportOnceAsync(reporters, deployment.Manifest, stories.Held);
        await ShouldRefuseEveryWithdrawnReportAsync(deployment, reporters, stories.Withdrawn);
        for (var i = 0; i < Manifest.TrusteeCount; i++)
        {
            (await deployment.ReportsAsync(i, Stop)).ShouldBe(stories.Held.Count, $"trustee {i}");
        }

        // Deposited last: when its reports are on the desk, a run has seen all the others.
        await stories.PlayAsync(Story.NotMet, Stop);
        await stories.PlayAsync(Story.Met, Stop);
        await ShouldReleaseAsync(deployment, stories.Released);
        await deployment.StopAsync();
        ShouldHold(deployment, stories);
    }

    private static async Task StrikeAsync(MortalDeployment deployment, InsistentReporters reporters, KilledStories stories, int leastKills, Random random)
    {
        var begun = Channel.CreateUnbounded<Story>();
        using var late = new CancellationTokenSource();
        async Task StrikesAsync(CancellationToken stop)
        {
            while (deployment.All.Sum(p => p.Kills) < leastKills)
            {
                foreach (var strike in Strike.Round(random))
                {
                    await StrikeAsync(deployment, reporters, strike, begun.Writer, stop);
                }
            }
            begun.Writer.Complete();
            // All are up for good now.
            late.CancelAfter(Patience);
        }
        async Task LaneAsync(CancellationToken stop)
        {
            await foreach (var story in begun.Reader.ReadAllAsync(stop))
            {
                await stories.PlayAsync(story, stop);
            }
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Stop, late.Token);
        try
        {
            await Together.RunAsync([StrikesAsync, .. Enumerable.Repeat(LaneAsync, Lanes)], either.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"With all four processes up, these were not acknowledged for {Patience}: {reporters.Waiting}", e);
        }
    }

    private static async Task StrikeAsync(MortalDeployment deployment, InsistentReporters reporters, Strike strike, ChannelWriter<Story> begin, CancellationToken stop)
    {
        var acknowledged = reporters.Acknowledged + strike.Acknowledged;
        foreach (var story in strike.Stories)
        {
            await begin.WriteAsync(story, stop);
        }
        await AcknowledgedAsync(reporters, acknowledged, stop);
        await deployment.AskForAsync(strike.Asked, stop);
        var victims = strike.Victims.Select(i => deployment.All[i]).ToArray();
        await MomentAsync(strike.After, stop);
        await Task.WhenAll(victims.Select(v => v.KillAsync()));
        Array.ForEach(victims, v => v.Begin());
        if (strike.InStart is { } moment)
        {
            await MomentAsync(moment, stop);
            await Task.WhenAll(victims.Select(v => v.KillAsync()));
            Array.ForEach(victims, v => v.Begin());
        }
        await deployment.UpAsync();
    }

    private static async Task AcknowledgedAsync(InsistentReporters reporters, int count, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            await reporters.UntilAcknowledgedAsync(count, either.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"With all four processes up, none of these was acknowledged for {Patience}: {reporters.Waiting}", e);
        }
    }

    // The moment itself is what is random here; nothing is waited for.
    private static async Task MomentAsync(TimeSpan moment, CancellationToken stop)
    {
        if (moment > TimeSpan.Zero)
        {
            using var timer = new PeriodicTimer(moment);
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private static async Task ShouldShowEveryHeldReportOnceAsync(InsistentReporters reporters, Manifest manifest, IReadOnlyList<HeldReport> held) =>
        await Parallel.ForEachAsync(held, new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce, CancellationToken = Stop }, async (report, stop) =>
        {
            var shown = (await reporters.LookupAsync(report.Keys, stop)).GetProperty("reports").EnumerateArray().ShouldHaveSingleItem();
            // The newest comes last; those before it are hers to read.
            var version = shown.GetProperty("versions").EnumerateArray().Last();
            Bytes(version, "statement").ShouldBe(report.Newest.Signed.Bytes);
            Acknowledgement.VerifyAll(manifest, report.Newest.Signed.Hash, version.GetProperty("acks").Deserialize<byte[][]>(App.Hosting.SiteJson.Options)!).ShouldBeTrue();
            // The same statement once more is the same answer, also of a first version.
            await reporters.InsistAsync(report.Newest, stop);
        });

    private static async Task ShouldRefuseEveryWithdrawnReportAsync(MortalDeployment deployment, InsistentReporters reporters, IReadOnlyList<WithdrawnReport> withdrawn)
    {
        await using var services = deployment.TrusteeClients();
        var trustees = services.GetServices<ITrusteeClient>().ToArray();
        trustees.Length.ShouldBe(Manifest.TrusteeCount);
        await Parallel.ForEachAsync(withdrawn, new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce, CancellationToken = Stop }, async (report, stop) =>
        {
            (await reporters.LookupAsync(report.Keys, stop)).GetProperty("reports").GetArrayLength().ShouldBe(0);
            foreach (var posted in report.Posted)
            {
                var (status, text) = await reporters.PostAsync(TestSite.Body(posted), stop);
                status.ShouldBe(HttpStatusCode.Conflict);
                text.ShouldContain($"urn:chorus:{StatementProblem.Withdrawn}");
                foreach (var trustee in trustees)
                {
                    (await trustee.SubmitAsync(posted.Signed.Bytes, posted.Signed.Signature, posted.Packets[trustee.Index], stop))
                        .ShouldBeOfType<TrusteeAnswer.Refused>().Name.ShouldBe(StatementProblem.Withdrawn);
                }
            }
        });
    }

    private static async Task ShouldReleaseAsync(MortalDeployment deployment, IReadOnlySet<Handle> expected)
    {
        var member = deployment.Folder.ReadSignIns().First(s => s.Organisation == TestDeployment.Centre);
        using var advocate = new TestMember(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, deployment.Site);
        (await advocate.SignInAsync(member.Email, member.Password)).ShouldBeTrue();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        HashSet<Handle> released = [];
        for (var tries = 0; tries < 120 && !expected.IsSubsetOf(released); tries++)
        {
            await timer.WaitForNextTickAsync(Stop);
            released = [.. (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").EnumerateArray().Select(r => new Handle(Bytes(r, "handle")))];
        }
        released.Except(expected).Count().ShouldBe(0, "released against the rule");
        expected.Except(released).Count().ShouldBe(0, "not released");
    }

    private static void ShouldHold(MortalDeployment deployment, KilledStories stories)
    {
        var expected = stories.Held.Select(h => h.Handle).ToHashSet();
        // Also refuses a report that lies somewhere twice.
        var held = DeploymentFiles.Count(deployment.Folder);
        held.Site.SetEquals(expected).ShouldBeTrue();
        held.Trustees.ShouldBe([.. Enumerable.Repeat(expected.Count, Manifest.TrusteeCount)]);
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = deployment.Folder.Site.Database, Pooling = false }.ToString());
        database.Open();
        using var count = database.CreateCommand();
        // In whatever state: of a withdrawn report that was not released nothing stays.
        count.CommandText = "SELECT count(*) FROM Reports";
        count.ExecuteScalar().ShouldBe((long)expected.Count);
    }

    private static string Outcome(MortalDeployment deployment, InsistentReporters reporters, KilledStories stories)
    {
        var printed = string.Concat(deployment.All.Select(p => p.Printed));
        return $"killed: trustees {string.Join(", ", deployment.All.SkipLast(1).Select(p => p.Kills))} times, the site {deployment.All[^1].Kills} times; "
            + $"{stories.Held.Count} reports held, {stories.Withdrawn.Count} withdrawn; {reporters.Lost} answers lost, {reporters.Incomplete} tries incomplete; {reporters.WithNewerKeys} reporters sealed to packet keys of a later epoch than the manifest's; "
            + $"runs at the trustees: {Regex.Count(printed, "Run [0-9]+ is complete")} complete, {Regex.Count(printed, "was aborted")} aborted, {Regex.Count(printed, "run did not begin")} not begun; "
            + $"refreshes: {Regex.Count(printed, "Epoch [0-9]+ has begun")} complete, {Regex.Count(printed, "was broken off")} broken off, {Regex.Count(printed, "refresh did not begin")} not begun";
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    private static byte[] Bytes(JsonElement element, string name) => Base64UrlText.TryDecode(element.GetProperty(name).GetString(), out var bytes) ? bytes : [];
}
