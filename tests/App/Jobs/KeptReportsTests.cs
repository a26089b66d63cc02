using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Tests.Jobs;

public sealed class KeptReportsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trustee_that_wants_to_know_is_told_what_three_acknowledged_and_what_changes_it_and_nothing_else()
    {
        await using var site = await TestSite.StartAsync();
        foreach (var trustee in site.Deployment.Trustees)
        {
            // The job's first pass comes with the start.
            await trustee.Told.WaitAsync(Stop);
        }
        var reporter = site.Reporter();
        var whole = reporter.Seal(TestDeployment.Centre, Quorum.Of(2), 7);
        using var taken = await site.SendAsync(whole);
        // A version that was replaced is its reporter's alone, and no trustee's any more.
        var replaced = whole;
        whole = reporter.Change(replaced, TestDeployment.Centre, Quorum.Of(2), 7);
        using var replacing = await site.SendAsync(whole);
        site.Deployment.Trustees[2].Down = true;
        var change = reporter.Change(whole, TestDeployment.Centre, Quorum.Of(3), 7);
        using var changing = await site.SendAsync(change);
        using var halfway = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(2), 7));
        using var core = site.Deployment.NewCore(2);
        var successor = new InProcessTrustee(core, site.Deployment.NewWitness(2));
        var job = ActivatorUtilities.CreateInstance<KeptReports>(site.Services, (IEnumerable<ITrusteeClient>)[site.Deployment.Trustees[0], successor]);

        await job.PassAsync(Stop);
        await job.PassAsync(Stop);

        successor.Kept.Select(call => (call.Reports.Count, call.Last)).ShouldBe([(0, false), (2, true), (0, false)]);
        successor.Kept[1].Reports.ShouldBe([Named(whole), Named(change)], ignoreOrder: true);
        site.Deployment.Trustees[0].Kept.Count(call => call.Last).ShouldBe(1);
    }

    private static byte[] Named(SealedDeposit deposit) => [.. deposit.Signed.Statement.Handle.ToArray(), .. deposit.Signed.Hash];
}
