using System.Data.Common;
using Chorus.App.Batching;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Writes new deposits down, many with one commit: first as pending, then as acknowledged by all three trustees. What it says is
/// written is on disk. Changes, withdrawals and retries go their own way (<see cref="Deposits"/>).
/// </summary>
internal sealed class Ledger
{
    private const int MostInBatch = 128;

    private static readonly Func<SiteDb, byte[], bool> s_isWithdrawn = EF.CompileQuery(
        (SiteDb db, byte[] hash) => db.Tombstones.Any(t => t.HandleHash == hash));

    // A withdrawn report that had been released is still here and one that was held is not: neither keeps a place, nor may one that
    // takes its place go the slower way, since this answer does not wait for a tick.
    private static readonly Func<SiteDb, byte[], byte[], byte, bool> s_isKnown = EF.CompileQuery(
        (SiteDb db, byte[] handle, byte[] family, byte number) => db.Reports.IgnoreQueryFilters().Any(
            r => r.Handle == handle || (r.Family == family && r.Number == number && r.State != ReportState.Withdrawn)));

    private readonly IServiceScopeFactory _scopes;
    private readonly Manifest _manifest;
    private readonly PacketErasure _erasure;
    private readonly Batcher<Entry, Written> _batches;

    public Ledger(IServiceScopeFactory scopes, Manifest manifest, PacketErasure erasure)
    {
        (_scopes, _manifest, _erasure) = (scopes, manifest, erasure);
        // One at a time: the database has one writer.
        _batches = new(WriteAsync, MostInBatch, atOnce: 1);
    }

    /// <summary>Writes a first version down as pending. False if its handle, or its place in its family, is known already or was withdrawn.</summary>
    public async Task<bool> BeginAsync(Report report, ReportVersion version) => (await RunAsync(new Entry(report, version, null))).IsNew;

    /// <summary>Notes the three acknowledgements of a first version that was begun; its packets go.</summary>
    public Task AcknowledgeAsync(Report report, ReportVersion version, byte[] acks) => RunAsync(new Entry(report, version, acks));

    private async Task<Written> RunAsync(Entry entry)
    {
        var written = await _batches.RunAsync(entry);
        return written.Failure is { } failure ? throw new DbUpdateException("A deposit could not be written down.", failure) : written;
    }

    private async Task<IReadOnlyList<Written>> WriteAsync(IReadOnlyList<Entry> batch)
    {
        try
        {
            return await WriteTogetherAsync(batch);
        }
        catch (Exception failure) when (failure is DbUpdateException or DbException)
        {
            // One that cannot be written takes no other with it.
            return batch.Count == 1 ? [new Written(false, failure)] : await WriteOneByOneAsync(batch);
        }
    }

    private async Task<IReadOnlyList<Written>> WriteOneByOneAsync(IReadOnlyList<Entry> batch)
    {
        var written = new Written[batch.Count];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = (await WriteAsync([batch[i]]))[0];
        }
        return written;
    }

    private async Task<Written[]> WriteTogetherAsync(IReadOnlyList<Entry> batch)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var places = new HashSet<(string, byte)>();
        var written = new Written[batch.Count];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = new Written(batch[i].Acks is { } acks ? Acknowledge(db, batch[i], acks) : Begin(db, batch[i], places), null);
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        if (batch.Any(entry => entry.Acks is not null))
        {
            _erasure.Ask();
        }
        return written;
    }

    private bool Begin(SiteDb db, Entry entry, HashSet<(string Family, byte Number)> places)
    {
        var report = entry.Report;
        var isNew = !s_isWithdrawn(db, Tombstones.Of(_manifest.Deployment, report.Handle).HandleHash)
            && !s_isKnown(db, report.Handle, report.Family, report.Number)
            && places.Add((Convert.ToHexString(report.Family), report.Number));
        if (isNew)
        {
            db.Add(report);
            db.Add(entry.Version);
        }
        return isNew;
    }

    private static bool Acknowledge(SiteDb db, Entry entry, byte[] acks)
    {
        var version = db.Attach(entry.Version);
        Set(version.Property(v => v.Acks), acks);
        Set(version.Property(v => v.Packets), null);
        var report = db.Attach(entry.Report);
        Set(report.Property(r => r.State), ReportState.Deposited);
        Set(report.Property(r => r.Version), entry.Version.Version);
        return true;

        // Marked, since after a failed try the value may stand there already.
        static void Set<TEntity, T>(Microsoft.EntityFrameworkCore.ChangeTracking.PropertyEntry<TEntity, T> property, T value)
            where TEntity : class =>
            (property.CurrentValue, property.IsModified) = (value, true);
    }

    /// <param name="Report">The report's row.</param>
    /// <param name="Version">Its first version's.</param>
    /// <param name="Acks">Null: to be begun. Else the acknowledgements, joined.</param>
    private sealed record Entry(Report Report, ReportVersion Version, byte[]? Acks);

    private sealed record Written(bool IsNew, Exception? Failure);
}
