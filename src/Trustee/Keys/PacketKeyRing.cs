using Chorus.Escrow;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Keys;

/// <summary>
/// A trustee's packet keys: that of the epoch in use, those before it whose packets are still opened, and one that a
/// refresh has made and that waits until the new parts are taken into use. Safe for several threads.
/// </summary>
internal sealed class PacketKeyRing(IPacketKeyShelf shelf, IReadOnlyList<PacketKey> inUse, PacketKey? next = null) : IDisposable
{
    /// <summary>
    /// How long packets of the epoch before are opened once all three use the new keys: what a browser has sealed, and the site has not yet brought to all
    /// three, is tried again for 48 hours. One more, since times are kept by the hour.
    /// </summary>
    internal static readonly TimeSpan Opened = TimeSpan.FromHours(49);

    // So that no packet is being opened with it.
    private static readonly TimeSpan s_kept = Opened + TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // Epochs rising; replaced whole, so that whoever opens a packet needs no lock.
    private volatile IReadOnlyList<PacketKey> _inUse = inUse;
    private PacketKey? _next = next;

    /// <summary>The key of the epoch in use.</summary>
    internal PacketKey Current => _inUse[^1];

    /// <summary>The epochs of which there are keys, one that waits left out.</summary>
    internal IEnumerable<uint> Epochs => _inUse.Select(key => key.Epoch);

    /// <summary>The key that opens packets of an epoch, or null where they are not opened any more or not yet.</summary>
    internal BoxKey? Find(uint epoch, DateTimeOffset now)
    {
        var keys = _inUse;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            if (keys[i].Epoch == epoch)
            {
                return SupersededAt(keys, i) is { } since && now >= since + Opened ? null : keys[i].Key;
            }
        }

        return null;
    }

    /// <summary>Keeps a new key, not in use yet, on disk.</summary>
    /// <param name="epoch">the one that it is for.</param>
    /// <param name="key">owned from here on, also where this throws.</param>
    /// <param name="circle">the new public keys of all three, by trustee.</param>
    internal void Keep(uint epoch, BoxKey key, IReadOnlyList<byte[]> circle)
    {
        lock (_lock)
        {
            var kept = new PacketKey(epoch, key, circle, null);
            try
            {
                shelf.KeepNext(kept);
            }
            catch
            {
                key.Dispose();
                throw;
            }

            _next?.Key.Dispose();
            _next = kept;
        }
    }

    /// <summary>
    /// Takes the new key into use once the parts of its epoch are, or erases it where they were given up, and notes the
    /// hour once all three have got so far. After a stop or a failed write anywhere in between, calling it again brings the keys to where the parts are.
    /// </summary>
    /// <param name="parts">the newest epoch of parts.</param>
    /// <param name="now">what the hour is noted of.</param>
    internal void Follow(StoredEpoch parts, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_next is { } waiting && (parts.Number != waiting.Epoch || parts.Phase != EpochPhase.Prepared))
            {
                TakeOrErase(waiting, parts);
            }

            if (Current is { Circle: not null, Since: null } current && parts.Phase == EpochPhase.Stable && parts.Number >= current.Epoch)
            {
                var settled = current with { Since = Hour.Of(now) };
                shelf.TakeIntoUse(settled);
                _inUse = [.. _inUse.SkipLast(1), settled];
            }
        }
    }

    /// <summary>Erases for good what opens nothing any more.</summary>
    internal void EraseOld(DateTimeOffset now)
    {
        lock (_lock)
        {
            var keys = _inUse;
            List<PacketKey> old = [.. keys.Where((_, i) => SupersededAt(keys, i) is { } since && now >= since + s_kept)];
            if (old.Count == 0)
            {
                return;
            }

            foreach (var key in old)
            {
                shelf.Erase(key.Epoch);
            }

            _inUse = [.. keys.Except(old)];
            old.ForEach(key => key.Key.Dispose());
        }
    }

    public void Dispose()
    {
        foreach (var key in _inUse)
        {
            key.Key.Dispose();
        }

        _next?.Key.Dispose();
    }

    private void TakeOrErase(PacketKey waiting, StoredEpoch parts)
    {
        if (parts.Number < waiting.Epoch || Current.Epoch >= waiting.Epoch)
        {
            shelf.EraseNext();
            waiting.Key.Dispose();
        }
        else
        {
            shelf.TakeIntoUse(waiting);
            _inUse = [.. _inUse, waiting];
        }

        _next = null;
    }

    /// <summary>Since when all three have used a later key; null where they do not.</summary>
    private static DateTimeOffset? SupersededAt(IReadOnlyList<PacketKey> keys, int i) =>
        keys.Skip(i + 1).FirstOrDefault(later => later.Since is not null)?.Since is { } since && Hour.TryParse(since, out var hour) ? hour : null;
}
