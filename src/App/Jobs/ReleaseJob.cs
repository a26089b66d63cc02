using Chorus.App.Trustees;

namespace Chorus.App.Jobs;

/// <summary>
/// Every few seconds: asks each trustee for new releases, and all for a new list of packet keys, and cuts what the database's journal still holds of deleted
/// rows. A trustee that is down is asked again the next time; nobody waits for it.
/// </summary>
internal sealed class ReleaseJob(IServiceScopeFactory scopes, IEnumerable<ITrusteeClient> trustees, PublishedPacketKeys packetKeys, TimeProvider clock, ILogger<ReleaseJob> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    // A trustee that always has more must not keep the others, the keys and the journal waiting.
    private const int MostAnswers = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await PassAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The site ends.
        }
    }

    /// <summary>One pass over the three trustees.</summary>
    public async Task PassAsync(CancellationToken stop)
    {
        foreach (var trustee in trustees)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var intake = scope.ServiceProvider.GetRequiredService<ReleaseIntake>();
                for (var answers = 0; answers < MostAnswers && await intake.FetchAsync(trustee, stop) > 0; answers++)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // One bad pass must not end the job: the next starts from the same cursor.
                log.LogError(e, "Releases of trustee {Trustee} could not be stored", trustee.Index);
            }
        }
        await TryCollectAsync(stop);
        // Also for withdrawals and all else whose own erasure found a reader holding the journal; the next pass tries again.
        await scopes.TryCutJournalAsync(log, stop);
    }

    private async Task TryCollectAsync(CancellationToken stop)
    {
        try
        {
            await packetKeys.CollectAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // A full disk, for one, must not end the job; until the next pass people seal to the keys before, which still open.
            log.LogError(e, "A new list of packet keys could not be taken");
        }
    }
}
