using System.Buffers.Binary;
using Chorus.Escrow.Matching;
using Chorus.Mpc;
using Chorus.Mpc.Links;

namespace Chorus.Tests.Matching;

/// <summary>Shares plain reports among three trustees and runs the real code over them.</summary>
internal static class SharedReports
{
    /// <summary>One run in this process; all three outcomes, in order of the trustees.</summary>
    public static RunOutcome[] Run(IReadOnlyList<PlainReport> reports, Random random)
    {
        var lists = Split(reports, random);
        return ThreeParties.Run(seat =>
        {
            using var session = Session.Open(seat, new Meter(TimeProvider.System));
            return MatchRun.Execute(session, ReportColumns.Of(lists[seat.Party]));
        });
    }

    /// <summary>The three trustees' lists; handles are in order of the reports, which are in order of their ids.</summary>
    public static HeldReport[][] Split(IReadOnlyList<PlainReport> reports, Random random)
    {
        HeldReport[][] lists = [new HeldReport[reports.Count], new HeldReport[reports.Count], new HeldReport[reports.Count]];
        for (var i = 0; i < reports.Count; i++)
        {
            var parts = Parts(reports[i], random);
            for (var party = 0; party < 3; party++)
            {
                lists[party][i] = new HeldReport(
                    Bytes(16, reports[i].Id), 1, Bytes(32, reports[i].Family), (byte)reports[i].Number, Bytes(32, reports[i].Id),
                    parts[party], parts[(party + 1) % 3]);
            }
        }

        return lists;
    }

    private static MatchPart[] Parts(PlainReport report, Random random)
    {
        var (a, b) = (RandomPart(random), RandomPart(random));
        var slots = report.Slots;
        var last = new MatchPart(
            (byte)(report.Code ^ a.Quorum ^ b.Quorum),
            slots[0] ^ a.Slot0 ^ b.Slot0,
            slots[1] ^ a.Slot1 ^ b.Slot1,
            slots[2] ^ a.Slot2 ^ b.Slot2,
            slots[3] ^ a.Slot3 ^ b.Slot3);
        return [a, b, last];
    }

    private static MatchPart RandomPart(Random random) => new(
        (byte)random.Next(8), Word(random), Word(random), Word(random), Word(random));

    private static ulong Word(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    private static byte[] Bytes(int length, int value)
    {
        var bytes = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
