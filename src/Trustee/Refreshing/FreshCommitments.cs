using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// Commitments to the new parts of a list of reports: what a trustee compares with its neighbours before the parts count,
/// and sends to the one that lacks the part. They hide it, since its last 16 bytes are random and known to its two holders only.
/// </summary>
internal sealed class FreshCommitments(int count)
{
    // Flat, since a list may have four million reports.
    private readonly byte[] _own = new byte[count * (long)Digest.Length];
    private readonly byte[] _next = new byte[count * (long)Digest.Length];
    private readonly bool[] _made = new bool[count];

    /// <summary>Whether new parts of the report at this place of the list were made.</summary>
    internal bool Has(int place) => _made[place];

    internal void Note(int place, int trustee, Handle handle, uint version, byte[] partOwn, byte[] partNext)
    {
        At(_own, place, Commitment(trustee, handle, version, partOwn));
        At(_next, place, Commitment((trustee + 1) % 3, handle, version, partNext));
        _made[place] = true;
    }

    /// <summary>Those of part i of trustee i, one after the other.</summary>
    internal byte[] Own(IReadOnlyList<int> places) => Select(_own, places);

    /// <summary>Those of part i + 1.</summary>
    internal byte[] Next(IReadOnlyList<int> places) => Select(_next, places);

    private static byte[] Commitment(int index, Handle handle, uint version, byte[] bytes)
    {
        using var part = Part.Decode(bytes);
        return PartCommitment.Of(index, handle, version, part);
    }

    private static void At(byte[] commitments, int place, byte[] commitment) => commitment.CopyTo(commitments, place * (long)Digest.Length);

    private static byte[] Select(byte[] commitments, IReadOnlyList<int> places)
    {
        var selected = new byte[places.Count * Digest.Length];
        for (var i = 0; i < places.Count; i++)
        {
            commitments.AsSpan(places[i] * Digest.Length, Digest.Length).CopyTo(selected.AsSpan(i * Digest.Length));
        }

        return selected;
    }
}
