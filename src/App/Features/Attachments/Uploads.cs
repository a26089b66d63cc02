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
    private readonly ConcurrentDictionary<string, Upload> _open = new(StringComparer.Ordinal);
    private readonly HandleGate _turns = new();
    private readonly Lock _counting = new();
    private readonly ChunkFolder _folder;
    private readonly SiteOptions _options;
    private readonly TimeProvider _clock;
    private long _bytes;

    public Uploads(ChunkFolder folder, SiteOptions options, TimeProvider clock)
    {
        (_folder, _options, _clock) = (folder, options, clock);
        foreach (var (id, upload) in folder.ReadOpen())
        {
            _open[Name(id)] = upload;
            _bytes += upload.Bytes;
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

    /// <summary>Ids of all that are open, with the hour in which each began.</summary>
    public IReadOnlyList<(byte[] Id, string Hour)> All => [.. _open.Select(o => (Convert.FromHexString(o.Key), o.Value.Hour))];

    /// <summary>One call about a file at a time.</summary>
    public Task<IDisposable> TurnAsync(byte[] id, CancellationToken stop) => _turns.EnterAsync(id, stop);

    /// <summary>The open upload of that id and token, else null.</summary>
    public Upload? Find(byte[] id, ReadOnlySpan<byte> token) => _open.TryGetValue(Name(id), out var upload) && upload.IsTokenOf(token) ? upload : null;

    /// <summary>Begins an upload, in its turn.</summary>
    public Beginning Begin(byte[] id, byte[] token, int count)
    {
        if (_open.TryGetValue(Name(id), out var known) || _folder.Has(id))
        {
            return known?.Count == count && known.IsTokenOf(token) ? Beginning.Begun : Beginning.Taken;
        }
        var upload = new Upload(Upload.HashOf(token), count, Hour.Now(_clock));
        lock (_counting)
        {
            if (_bytes + upload.Bytes > _options.OpenUploadBytes || _folder.FreeBytes - upload.Bytes < _options.LeastFreeBytes)
            {
                return Beginning.Full;
            }
            _bytes += upload.Bytes;
        }
        _open[Name(id)] = upload;
        _folder.Begin(id, upload);
        return Beginning.Begun;
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
        if (_open.TryRemove(Name(id), out var upload))
        {
            lock (_counting)
            {
                _bytes -= upload.Bytes;
            }
        }
    }

    private static string Name(byte[] id) => Convert.ToHexStringLower(id);
}

internal enum Beginning
{
    /// <summary>It has begun, now or before.</summary>
    Begun,

    /// <summary>The id is another's.</summary>
    Taken,

    /// <summary>There is no room now.</summary>
    Full,
}
