using Chorus.App.Data;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Every minute: names to a trustee that wants to know which reports are kept here, those that three trustees acknowledged and changes of them. The
/// successor of a lost trustee is handed no other new deposit, so none that the lost one never took (docs/adr/0031).
/// </summary>
internal sealed class KeptReports(IServiceScopeFactory scopes, IEnumerable<ITrusteeClient> trustees, TimeProvider clock, ILogger<KeptReports> log)
    : RepeatedJob(TimeSpan.FromMinutes(1), clock)
{
    // What a trustee takes in one call (docs/formats/trustee-api.md).
    private const int MostInCall = 1000;

    /// <summary>Asks the three, at the same time, and names what is kept to those that want to know.</summary>
    public override Task PassAsync(CancellationToken stop)
    {
        // Read once for all of them, since after a start all three may want to know, and only if one does.
        var kept = new Lazy<Task<List<byte[]>>>(() => ReadAsync(stop));
        return Task.WhenAll(trustees.Select(trustee => TryNameAsync(trustee, kept, stop)));
    }

    private async Task TryNameAsync(ITrusteeClient trustee, Lazy<Task<List<byte[]>>> kept, CancellationToken stop)
    {
        try
        {
            if (await trustee.KeptAsync([], false, stop) is true)
            {
                await NameAsync(trustee, await kept.Value, stop);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "The reports that are kept could not be named to trustee {Trustee}", trustee.Index);
        }
    }

    private static async Task NameAsync(ITrusteeClient trustee, List<byte[]> kept, CancellationToken stop)
    {
        var calls = kept.Chunk(MostInCall).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < calls.Count; i++)
        {
            if (await trustee.KeptAsync(calls[i], i == calls.Count - 1, stop) is null)
            {
                // The next pass names all again.
                return;
            }
        }
    }

    // To the end before anything is named: a reader that waits for a trustee would hold the database's journal.
    private async Task<List<byte[]>> ReadAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var kept = db.Across<ReportVersion>().AsNoTracking()
            .Where(v => db.Across<Report>().Any(r => r.Handle == v.Handle && r.State != ReportState.Pending))
            // Not those that are left for their reporter alone: they were replaced, so no trustee needs them.
            .Where(v => v.EscrowedHash == null)
            .Select(v => new { v.Handle, v.Statement });
        var entries = new List<byte[]>();
        await foreach (var version in kept.AsAsyncEnumerable().WithCancellation(stop))
        {
            entries.Add([.. version.Handle, .. Statement.HashOf(version.Statement)]);
        }
        return entries;
    }
}
