using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>
/// One trustee's parts of random reports that all three make from one seed, so that they fit together: single
/// families, random quorums, two reports for a name in the first slot on average, and random fingerprints in the rest.
/// </summary>
internal sealed class BenchReports
{
    private const int PartBytes = 1 + (MatchPart.Slots * sizeof(ulong));

    private BenchReports(ReportColumns held, byte[] keyWithNext, byte[] keyWithPrevious) =>
        (Held, KeyWithNext, KeyWithPrevious) = (held, keyWithNext, keyWithPrevious);

    internal ReportColumns Held { get; }

    internal byte[] KeyWithNext { get; }

    internal byte[] KeyWithPrevious { get; }

    internal static BenchReports Make(int trustee, int reports, byte[] seed)
    {
        using var random = new AesStream(seed);
        byte[][] keys = [new byte[Seat.KeyBytes], new byte[Seat.KeyBytes], new byte[Seat.KeyBytes]];
        foreach (var key in keys)
        {
            random.Fill(key);
        }

        var names = new ulong[Math.Max(1, reports / 2)];
        random.Fill(MemoryMarshal.AsBytes(names.AsSpan()));
        var held = new ReportColumns(reports);
        for (var i = 0; i < reports; i++)
        {
            held.Set(i, Report(i, trustee, names, random));
        }

        return new BenchReports(held, keys[trustee], keys[(trustee + 2) % 3]);
    }

    /// <summary>The last <paramref name="fresh"/> reports are new; of the others nobody has been released, which costs the same as any other.</summary>
    internal ScanTask Scan(int fresh) => new([.. Enumerable.Range(Held.Count - fresh, fresh)], new bool[Held.Count]);

    private static HeldReport Report(int number, int trustee, ulong[] names, AesStream random)
    {
        var handle = new byte[HeldReport.HandleBytes];
        var hash = new byte[HeldReport.HashBytes];
        BinaryPrimitives.WriteInt32BigEndian(handle, number);
        random.Fill(hash);
        var whole = Part(random);
        MatchPart[] parts = [Part(random), Part(random), default];
        // The third part is what makes the three XOR to the quorum and the name; the other slots are random anyway.
        var name = names[whole.Slot0 % (ulong)names.Length];
        parts[2] = new MatchPart(
            (byte)(whole.Quorum ^ parts[0].Quorum ^ parts[1].Quorum), name ^ parts[0].Slot0 ^ parts[1].Slot0, whole.Slot1, whole.Slot2, whole.Slot3);
        return new HeldReport(handle, 1, hash, 0, hash, parts[trustee], parts[(trustee + 1) % 3]);
    }

    private static MatchPart Part(AesStream random)
    {
        Span<byte> bytes = stackalloc byte[PartBytes];
        random.Fill(bytes);
        return new MatchPart(
            (byte)(bytes[0] & 7),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[17..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[25..]));
    }
}
