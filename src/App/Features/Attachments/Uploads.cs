using System.Collections.Concurrent;
using Chorus.App.Features.Statements;
using Chorus.Escrow;
using Chorus.Sealing;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// The uploads that no report has yet. Together they may take so much of the disk and no more: whoever floods fills this and not the
/// disk that reports need. What is known of them is in memory too, read from the folder at the start.
/// </summary>
internal sealed class Uploads : IDisposable
{
    private readonly ConcurrentDictionary<string, OpenUpload> _open = new(StringComparer.Ordinal);
    private readonly HandleGate _turns = new();
    private readonly Lock _counting = new();
    private readonly ChunkFolder _folder;
    private readonly SiteOptions _options;
    private readonly TimeProvider _clock;
    private long _bytes;
    private long _unwritten;

    public Uploads(ChunkFolder folder, SiteOptions options, TimeProvider clock)
    {
        (_folder, _options, _clock) = (folder, options, clock);
        foreach (var (id, upload) in folder.ReadOpen())
        {
            var arrived = folder.Present(id, upload.Count).Count;
            Note(_open[Name(id)] = new(upload) { Arrived = arrived, Hour = Hour.Now(clock) });
        }
    }

    /// <summary>The share of the room that is taken, 0 to 1.</summary>
    public double Load
    {
        get
        {
            lock (_counting)
            {
                return Math.Min(1, (double)_bytes / _options.OpenUploadBytes);
            }
        }
    }

    /// <summary>
    /// Ids of all that are open, with the hour in which each began, and the hour of its last chunk while chunks are missing (after a start of
    /// the site that of the start), else null.
    /// </summary>
    public IReadOnlyList<(byte[] Id, string Hour, string? Waiting)> All =>
        [.. _open.Select(o => (Convert.FromHexString(o.Key), o.Value.Upload.Hour, o.Value.Arrived < o.Value.Upload.Count ? o.Value.Hour : null))];

    /// <summary>One call about a file at a time.</summary>
    public Task<IDisposable> TurnAsync(byte[] id, CancellationToken stop) => _turns.EnterAsync(id, stop);

    /// <summary>The turns of several files at once.</summary>
    public Task<IDisposable> TurnsAsync(IEnumerable<byte[]> ids, CancellationToken stop) => _turns.EnterAllAsync(ids, stop);

    /// <summary>The open upload of that id and token, else null.</summary>
    public Upload? Find(byte[] id, ReadOnlySpan<byte> token) => 
        _open.TryGetValue(Name(id), out var open) && open.Upload.IsTokenOf(token) ? open.Upload : null;

    /// <summary>Begins an upload, in its turn.</summary>
    public Beginning Begin(byte[] id, byte[] token, int count)
    {
        if (_open.TryGetValue(Name(id), out var known) || _folder.Has(id))
        {
            return known?.Upload.Count == count && known.Upload.IsTokenOf(token) ? Beginning.Begun : Beginning.Taken;
        }
        var open = new OpenUpload(new(Upload.HashOf(token), count, Hour.Now(_clock))) { Hour = Hour.Now(_clock) };
        lock (_counting)
        {
            if (_bytes + AttachmentSize.SealedLength > _options.OpenUploadBytes
                || _folder.FreeBytes - _unwritten - open.Upload.Bytes < _options.LeastFreeBytes)
            {
                return Beginning.Full;
            }
            Note(open);
        }
        _open[Name(id)] = open;
        _folder.Begin(id, open.Upload);
        return Beginning.Begun;
    }

    /// <summary>Writes a chunk of an open upload, in its turn: taken if it is the one that is there already, or there is none.</summary>
    public async Task<Beginning> WriteAsync(byte[] id, int index, ReadOnlyMemory<byte> chunk, CancellationToken stop)
    {
        var open = _open[Name(id)];
        if (_folder.HasChunk(id, index))
        {
            return await _folder.TryWriteAsync(id, index, chunk, stop) ? Beginning.Begun : Beginning.Taken;
        }
        lock (_counting)
        {
            // The first chunk's room was counted when it began. The disk is looked at anew: others fill it too.
            var more = open.Arrived == 0 ? 0 : AttachmentSize.SealedLength;
            if (_bytes + more > _options.OpenUploadBytes || _folder.FreeBytes - AttachmentSize.SealedLength < _options.LeastFreeBytes)
            {
                return Beginning.Full;
            }
            Unnote(open);
            (open.Arrived, open.Hour) = (open.Arrived + 1, Hour.Now(_clock));
            Note(open);
        }
        try
        {
            await _folder.TryWriteAsync(id, index, chunk, stop);
            return Beginning.Begun;
        }
        catch
        {
            lock (_counting)
            {
                Unnote(open);
                open.Arrived--;
                Note(open);
            }
            throw;
        }
    }

    /// <summary>A report has it now.</summary>
    public void Keep(byte[] id)
    {
        _folder.Keep(id);
        Forget(id);
    }

    /// <summary>Destroys the chunks of a file, open or kept.</summary>
    public void Erase(byte[] id)
    {
        _folder.Erase(id);
        Forget(id);
    }

    public void Dispose() => _turns.Dispose();

    private void Forget(byte[] id)
    {
        if (_open.TryRemove(Name(id), out var open))
        {
            lock (_counting)
            {
                Unnote(open);
            }
        }
    }

    private void Note(OpenUpload open)
    {
        _bytes += open.Room;
        _unwritten += open.Unwritten;
    }

    private void Unnote(OpenUpload open)
    {
        _bytes -= open.Room;
        _unwritten -= open.Unwritten;
    }

    private static string Name(byte[] id) => Convert.ToHexStringLower(id);
}

/// <summary>An open upload with what has come of it.</summary>
internal sealed class OpenUpload(Upload upload)
{
    public Upload Upload => upload;

    /// <summary>How many chunks are here.</summary>
    public int Arrived { get; set; }

    /// <summary>In which the last chunk came, or it began.</summary>
    public required string Hour { get; set; }

    /// <summary>Bytes of the room that it takes: what has arrived and at least one chunk, so that many beginnings alone do not fill it.</summary>
    public long Room => (long)Math.Max(Arrived, 1) * AttachmentSize.SealedLength;

    /// <summary>Bytes that are still to come.</summary>
    public long Unwritten => (long)(upload.Count - Arrived) * AttachmentSize.SealedLength;
}

internal enum Beginning
{
    /// <summary>It has begun, or is here, now or before.</summary>
    Begun,

    /// <summary>The place is another's.</summary>
    Taken,

    /// <summary>There is no room now.</summary>
    Full,
}
