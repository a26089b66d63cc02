using System.Data.Common;
using System.Globalization;
using Chorus.App.Data;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Destroys first versions that three trustees never acknowledged: their reporter saw no receipt and cannot ask for them.
/// Two days leave time to try again from the page that was open. One that was released is kept.
/// </summary>
internal sealed class AbandonedDeposits(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AbandonedDeposits> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                await TryDestroyAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The site ends.
        }
    }

    // A full disk must not end the site; the next hour tries again.
    private async Task TryDestroyAsync(CancellationToken stop)
    {
        try
        {
            await DestroyAsync(stop);
        }
        catch (DbException e)
        {
            log.LogError(e, "Abandoned deposits could not be destroyed");
        }
    }

    public async Task DestroyAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var before = Hour.Of(clock.GetUtcNow() - Kept);
        // Hours are written so that their order as text is their order in time.
        await db.Across<Report>()
            .Where(r => r.State == ReportState.Pending)
            .Where(r => db.Across<ReportVersion>().Any(v => v.Handle == r.Handle && string.Compare(v.Hour, before) < 0))
            // All three trustees may have it although an answer was lost, and then a run releases it: it is the organisation's.
            .Where(r => !db.Across<Release>().Any(x => x.Handle == r.Handle))
            .ExecuteDeleteAsync(stop);
        await scope.ServiceProvider.GetRequiredService<IErasure>().EraseAsync(db, stop);
    }
}
