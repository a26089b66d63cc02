using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Trustee.Depositing;
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
/// <param name="time">the clock.</param>
internal sealed class PartEpochs(Lock gate, IReportStore store, HeldReports held, TimeProvider time)
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

    /// <summary>Makes new parts of every report that is still held, in order, and keeps them beside the old ones.</summary>
    internal FreshDigests Renew(IReadOnlyList<AgreedReport> agreed, int trustee, uint epoch, PartOffsets offsets)
    {
        var digests = new FreshDigests(agreed.Count);
        _leftovers = true;
        for (var from = 0; from < agreed.Count; from += Piece)
        {
            lock (gate)
            {
                var fresh = new List<StoredVersion>(Piece);
                for (var i = from; i < Math.Min(agreed.Count, from + Piece); i++)
                {
                    // Drawn for a withdrawn report too, or the three would go on with different offsets.
                    offsets.Next();
                    if (held.Find(agreed[i].Handle, agreed[i].Version) is not null)
                    {
                        fresh.Add(Anew(store.Read(agreed[i].Handle, agreed[i].Version), trustee, epoch, offsets));
                        digests.Note(i, fresh[^1]);
                    }
                }

                store.AddFresh(fresh);
            }
        }

        return digests;
    }

    /// <summary>Lets versions go on with their old parts: those that another trustee has seen withdrawn.</summary>
    internal void LeaveOut(IEnumerable<AgreedReport> reports)
    {
        lock (gate)
        {
            foreach (var report in reports)
            {
                store.DropFresh(report.Handle, report.Version);
            }
        }
    }

    /// <summary>Notes that the new parts are whole and those of the neighbours.</summary>
    internal void Prepare(uint epoch, byte[] list)
    {
        lock (gate)
        {
            store.Prepare(epoch, list, Hour.Now(time));
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

        _leftovers = false;
    }

    private static StoredVersion Anew(StoredVersion version, int trustee, uint epoch, PartOffsets offsets) =>
        version.With(epoch, offsets.Apply(trustee, version.PartOwn), offsets.Apply((trustee + 1) % 3, version.PartNext));
}
