using System.Buffers.Binary;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// Puts the fingerprints into four slots in random order and fills the rest with random values, so that neither the
/// number of identifiers nor their order shows.
/// </summary>
internal sealed record SlotDraw(IReadOnlyList<int?> Slots, IReadOnlyList<string> Padding, ulong[] Fingerprints)
{
    internal static SlotDraw Of(IReadOnlyList<ReportIdentifier> identifiers, IReadOnlyList<ulong> fingerprints, RandomFill random)
    {
        var releasing = Enumerable.Range(0, identifiers.Count).Where(i => identifiers[i].MayRelease).ToArray();
        if (releasing.Length != fingerprints.Count || releasing.Length > Part.SlotCount)
        {
            throw new ArgumentException("there is one fingerprint for each identifier that may release, at most four", nameof(fingerprints));
        }

        int[] order = [0, 1, 2, 3];
        Shuffle(order, random);
        var slots = new int?[Part.SlotCount];
        var filled = new ulong[Part.SlotCount];
        for (var i = 0; i < releasing.Length; i++)
        {
            slots[order[i]] = releasing[i];
            filled[order[i]] = fingerprints[i];
        }

        var padding = new List<string>(Part.SlotCount);
        Span<byte> drawn = stackalloc byte[8];
        for (var slot = 0; slot < Part.SlotCount; slot++)
        {
            if (slots[slot] is null)
            {
                random(drawn);
                filled[slot] = BinaryPrimitives.ReadUInt64BigEndian(drawn);
                padding.Add(ReportDocument.PaddingText(filled[slot]));
            }
        }

        return new(slots, padding, filled);
    }

    private static void Shuffle(int[] items, RandomFill random)
    {
        // Fisher and Yates. 2^64 modulo at most 4 leaves a bias far below anything that can be counted.
        Span<byte> drawn = stackalloc byte[8];
        for (var i = items.Length - 1; i > 0; i--)
        {
            random(drawn);
            var j = (int)(BinaryPrimitives.ReadUInt64BigEndian(drawn) % (ulong)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
