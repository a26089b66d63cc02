using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// What a refresh does to a trustee's store: makes new parts beside the old ones, takes them into use, destroys the old
/// ones. Works through long lists in pieces, so that deposits and withdrawals go on in between.
/// </summary>
/// <param name="gate">the trustee's lock.</param>
/// <param name="store">its store.</param>
/// <param name="held">what it holds.</param>
/// <param name="keys">its packet keys, which change with the parts.</param>
/// <param name="time">the clock.</param>
internal sealed class PartEpochs(Lock gate, IReportStore store, HeldReports held, PacketKeyRing keys, TimeProvider time)
{
    private const int Piece = 256;

    // Whether an attempt may have left new parts that it never came to compare; an earlier process may have.
    private bool _leftovers = true;

    /// <summary>The newest epoch of which there are parts.</summary>
    internal StoredEpoch Current
    {
        get
        {
            lock (gate)
            {
                return store.Epoch;
            }
        }
    }

    /// <summary>Destroys new parts that are not in use.</summary>
    internal void Discard()
    {
        lock (gate)
        {
            store.DropFresh();
            KeysFollow();
            _leftovers = false;
        }
    }

    /// <summary>Destroys what an attempt left that was broken off before its parts were prepared.</summary>
    internal void DiscardLeftovers()
    {
        if (_leftovers)
        {
            Discard();
        }
    }

    /// <summary>Commitments to the new parts of every report of a list that is still held. Nothing is kept.</summary>
    internal FreshCommitments Commit(IReadOnlyList<AgreedReport> agreed, int trustee, PartOffsets offsets)
    {
        var commitments = new FreshCommitments(agreed.Count);
        InPieces(agreed, offsets, (report, place) =>
        {
            if (held.Find(report.Handle, report.Version) is not null)
            {
                var version = store.Read(report.Handle, report.Version);
                commitments.Note(place, trustee, report.Handle, report.Version, offsets.Apply(trustee, version.PartOwn), offsets.Apply((trustee + 1) % 3, version.PartNext));
            }
        });
        return commitments;
    }

    /// <summary>Makes new parts and keeps them beside the old ones, with the commitments to those that this trustee lacks.</summary>
    /// <param name="agreed">the list for which the offsets are drawn.</param>
    /// <param name="lacking">by place in the list; null for a report that stays as it is.</param>
    /// <param name="trustee">this one.</param>
    /// <param name="epoch">the epoch that they begin.</param>
    /// <param name="offsets">drawn from the beginning.</param>
    internal void Renew(IReadOnlyList<AgreedReport> agreed, Func<int, byte[]?> lacking, int trustee, uint epoch, PartOffsets offsets)
    {
        _leftovers = true;
        var fresh = new List<StoredVersion>(Piece);
        InPieces(
            agreed,
            offsets,
            (report, place) =>
            {
                if (lacking(place) is { } commitment && held.Find(report.Handle, report.Version) is not null)
                {
                    var version = store.Read(report.Handle, report.Version);
                    fresh.Add(version.With(epoch, offsets.Apply(trustee, version.PartOwn), offsets.Apply((trustee + 1) % 3, version.PartNext), commitment));
                }
            },
            () =>
            {
                store.AddFresh(fresh);
                fresh.Clear();
            });
    }

    /// <summary>Notes that the new parts are whole and those of the neighbours, once the new packet key is on disk with the list of all three.</summary>
    /// <param name="epoch">the epoch that they begin.</param>
    /// <param name="list">hash of what was compared.</param>
    /// <param name="key">this trustee's new packet key; owned from here on.</param>
    /// <param name="circle">the new packet keys of all three, by trustee.</param>
    internal void Prepare(uint epoch, byte[] list, BoxKey key, IReadOnlyList<byte[]> circle)
    {
        lock (gate)
        {
            keys.Keep(epoch, key, circle);
            store.Prepare(epoch, list, Hour.Now(time));
        }
    }

    /// <summary>Takes over the epoch of the two others.</summary>
    internal void Adopt(StoredEpoch epoch)
    {
        lock (gate)
        {
            // Seconds of the clock rise from one successor to the next, and leave each a million numbers a second.
            store.AdoptEpoch(epoch with { Hour = Hour.Now(time) }, time.GetUtcNow().ToUnixTimeSeconds() << 20);
        }
    }

    /// <summary>Takes the new parts into use. From here on the old ones are never gone back to.</summary>
    internal void Switch()
    {
        lock (gate)
        {
            foreach (var fresh in store.ReadFresh())
            {
                held.Find(fresh.Handle, fresh.Version)!.Epoch = fresh.Epoch;
            }

            store.SwitchToFresh();
            KeysFollow();
        }
    }

    /// <summary>Brings the packet keys to where the parts are, also after a stop between the two.</summary>
    internal void KeysFollow()
    {
        lock (gate)
        {
            keys.Follow(store.Epoch, time.GetUtcNow());
        }
    }

    /// <summary>Destroys the old parts, keys included.</summary>
    internal void DestroyOld()
    {
        for (var done = false; !done;)
        {
            lock (gate)
            {
                done = store.ReplaceOld(Piece);
            }
        }

        KeysFollow();
        _leftovers = false;
    }

    private void InPieces(IReadOnlyList<AgreedReport> agreed, PartOffsets offsets, Action<AgreedReport, int> each, Action? afterPiece = null)
    {
        for (var from = 0; from < agreed.Count; from += Piece)
        {
            lock (gate)
            {
                for (var i = from; i < Math.Min(agreed.Count, from + Piece); i++)
                {
                    // Drawn for a withdrawn report too, or the three would go on with different offsets.
                    offsets.Next();
                    each(agreed[i], i);
                }

                afterPiece?.Invoke();
            }
        }
    }
}
