using System.Data.Common;
using Chorus.App.Batching;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Writes new deposits down, many with one commit: first as pending, then as acknowledged by all three trustees. What it says is
/// written is on disk. Changes, withdrawals and retries go their own way (<see cref="Deposits"/>). It keeps a connection of its own, with
/// the statements that the database has read, from its first batch until a failure or its end.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private const int MostInBatch = 128;

    private readonly IServiceScopeFactory _scopes;
    private readonly Manifest _manifest;
    private readonly PacketErasure _erasure;
    private readonly Batcher<Entry, Written> _batches;
    private LedgerRows? _rows;

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
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
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
        var rows = _rows ??= await LedgerRows.OpenAsync(_scopes);
        try
        {
            await using var transaction = await rows.BeginAsync();
            var written = new Written[batch.Count];
            for (var i = 0; i < written.Length; i++)
            {
                written[i] = new Written(Write(rows, batch[i]), null);
            }
            await transaction.CommitAsync();
            if (batch.Any(entry => entry.Acks is not null))
            {
                _erasure.Ask();
            }
            return written;
        }
        catch
        {
            // Whatever state it was left in, the next batch begins on a new one.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows is { } rows)
        {
            _rows = null;
            await rows.DisposeAsync();
        }
    }

    private bool Write(LedgerRows rows, Entry entry)
    {
        if (entry.Acks is { } acks)
        {
            rows.Acknowledge(entry.Version, acks);
            return true;
        }
        var isNew = !rows.IsWithdrawn(Tombstones.Of(_manifest.Deployment, entry.Report.Handle).HandleHash) && !rows.IsKnown(entry.Report);
        if (isNew)
        {
            rows.Add(entry.Report, entry.Version);
        }
        return isNew;
    }

    /// <param name="Report">The report's row.</param>
    /// <param name="Version">Its first version's.</param>
    /// <param name="Acks">Null: to be begun. Else the acknowledgements, joined.</param>
    private sealed record Entry(Report Report, ReportVersion Version, byte[]? Acks);

    private sealed record Written(bool IsNew, Exception? Failure);
}
