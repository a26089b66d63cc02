using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Trustees;

namespace Chorus.App.Jobs;

/// <summary>
/// Every few seconds: asks the trustees, at the same time, for new releases, then for a new list of packet keys, and cuts what the database's journal still
/// holds of deleted rows. A trustee that is down is asked again the next time. What the others give is stored without waiting for it.
/// </summary>
internal sealed class ReleaseJob(IServiceScopeFactory scopes, IEnumerable<ITrusteeClient> trustees, PublishedPacketKeys packetKeys, TimeProvider clock, ILogger<ReleaseJob> log)
    : RepeatedJob(TimeSpan.FromSeconds(3), clock)
{
    // A trustee that always has more, or takes its time for each answer, must not keep the keys, the journal and the next pass waiting.
    private const int MostAnswers = 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    /// <summary>One pass over the three trustees.</summary>
    public override async Task PassAsync(CancellationToken stop)
    {
        await Task.WhenAll(trustees.Select(trustee => TryFetchAsync(trustee, stop)));
        await TryCollectAsync(stop);
        // Also for withdrawals and all else whose own erasure found a reader holding the journal; the next pass tries again.
        await scopes.TryCutJournalAsync(log, stop);
    }

    // Each with a database context of its own; what they store, they store one after the other, since each transaction holds the database's one writer's place.
    private async Task TryFetchAsync(ITrusteeClient trustee, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var intake = scope.ServiceProvider.GetRequiredService<ReleaseIntake>();
            var begun = Clock.GetTimestamp();
            for (var answers = 0; answers < MostAnswers && Clock.GetElapsedTime(begun) < MostTime && await intake.FetchAsync(trustee, stop) > 0; answers++)
            {
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // One bad pass must not end the job: the next starts from the same cursor.
            log.LogError(e, "Releases of trustee {Trustee} could not be stored", trustee.Index);
        }
    }

    private async Task TryCollectAsync(CancellationToken stop)
    {
        try
        {
            if (await packetKeys.CollectAsync(stop))
            {
                // A manifest that is proposed with the keys before would be signed by nobody any more.
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<NextManifest>().WriteAsync(scope.ServiceProvider.GetRequiredService<SiteDb>(), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // A full disk, for one, must not end the job; until the next pass people seal to the keys before, which still open.
            log.LogError(e, "A new list of packet keys could not be taken");
        }
    }
}
