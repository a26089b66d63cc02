using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>SHA-256 of the new parts of a list of reports: what is compared with the neighbours once it is known which reports all three still hold.</summary>
internal sealed class FreshDigests(int count)
{
    // Flat, since a list may have four million reports.
    private readonly byte[] _own = new byte[count * (long)Digest.Length];
    private readonly byte[] _next = new byte[count * (long)Digest.Length];
    private readonly bool[] _made = new bool[count];

    /// <summary>Whether new parts of the report at this place of the list were made.</summary>
    internal bool Has(int place) => _made[place];

    internal void Note(int place, StoredVersion fresh)
    {
        Digest.Sha256(fresh.PartOwn).CopyTo(_own, place * (long)Digest.Length);
        Digest.Sha256(fresh.PartNext).CopyTo(_next, place * (long)Digest.Length);
        _made[place] = true;
    }

    internal IEnumerable<byte[]> Own(IEnumerable<int> places) => places.Select(place => At(_own, place));

    internal IEnumerable<byte[]> Next(IEnumerable<int> places) => places.Select(place => At(_next, place));

    private static byte[] At(byte[] digests, int place) => digests.AsSpan(place * Digest.Length, Digest.Length).ToArray();
}
