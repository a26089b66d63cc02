using System.Data.Common;
using Chorus.App.Data;
using Chorus.App.Features.Statements;
using Chorus.App.Trustees;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Settles first versions that three trustees never acknowledged: their reporter saw no receipt and cannot ask for them. Two days leave
/// time to try again from the page that was open. Then one that not all three hold is destroyed. One that all three hold, although an
/// answer was lost, counts in their runs and is kept for the organisation that it may be released to, as is one that was released.
/// </summary>
internal sealed class AbandonedDeposits(IServiceScopeFactory scopes, HandleGate gate, TimeProvider clock, ILogger<AbandonedDeposits> log)
    : RepeatedJob(TimeSpan.FromHours(1), clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    // Whatever goes wrong must not end the site; the next hour tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            await SettleAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Deposits that were never acknowledged could not be settled");
        }
    }

    public async Task SettleAsync(CancellationToken stop)
    {
        var patience = new PassPatience(Clock);
        var handles = await OldAsync(stop);
        foreach (var handle in handles)
        {
            await TrySettleAsync(handle, patience, stop);
        }
        foreach (var trustee in patience.GivenUp)
        {
            log.LogWarning("Trustee {Trustee} kept the settling of {Count} deposits waiting and was not asked about all of them; the next hour asks again", trustee, handles.Count);
        }
    }

    private async Task TrySettleAsync(byte[] handle, PassPatience patience, CancellationToken stop)
    {
        try
        {
            // A scope for each, so that thousands are not in memory at once; at the gate, since its reporter may be trying again just now.
            await using var scope = scopes.CreateAsyncScope();
            using var turn = await gate.EnterAsync(handle, stop);
            await scope.ServiceProvider.GetRequiredService<Deposits>().SettleAsync(handle, patience, stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // As with a full disk. One that cannot be settled now keeps no other from it.
            log.LogError(e, "A deposit that was never acknowledged could not be settled");
        }
    }

    private async Task<List<byte[]>> OldAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var before = Hour.Of(Clock.GetUtcNow() - Kept);
        // Hours are written so that their order as text is their order in time.
        return await db.Across<Report>()
            .Where(r => r.State == ReportState.Pending)
            .Where(r => db.Across<ReportVersion>().Any(v => v.Handle == r.Handle && string.Compare(v.Hour, before) < 0))
            .Where(r => !db.Across<Release>().Any(x => x.Handle == r.Handle))
            .Select(r => r.Handle)
            .ToListAsync(stop);
    }
}
