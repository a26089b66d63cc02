using System.Buffers.Binary;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Chorus.Sealing;

namespace Chorus.Escrow.Matching;

/// <summary>Measures a run: three trustees in this process on random reports of single families that name nobody twice.</summary>
public static class MatchBench
{
    /// <summary>One run over <paramref name="reports"/> random reports; the stats of trustee 1, which sends the most.</summary>
    public static RunStats Run(int reports, TimeProvider time, VerificationMode mode = VerificationMode.Verified)
    {
        var lists = Lists(reports);
        return ThreeParties.Run(seat =>
        {
            using var session = Session.Open(seat, new Meter(time), null, mode);
            return MatchRun.Execute(session, lists[seat.Party]).Stats;
        })[1];
    }

    private static HeldReport[][] Lists(int reports)
    {
        HeldReport[][] lists = [new HeldReport[reports], new HeldReport[reports], new HeldReport[reports]];
        using var random = new AesStream(SecureRandom.Bytes(16));
        for (var i = 0; i < reports; i++)
        {
            var handle = new byte[HeldReport.HandleBytes];
            var hash = new byte[HeldReport.HashBytes];
            BinaryPrimitives.WriteInt32BigEndian(handle, i);
            random.Fill(hash);
            MatchPart[] parts = [Part(random), Part(random), Part(random)];
            for (var party = 0; party < 3; party++)
            {
                lists[party][i] = new HeldReport(handle, 1, hash, 0, hash, parts[party], parts[(party + 1) % 3]);
            }
        }

        return lists;
    }

    private static MatchPart Part(AesStream random)
    {
        Span<byte> bytes = stackalloc byte[1 + (MatchPart.Slots * sizeof(ulong))];
        random.Fill(bytes);
        return new MatchPart(
            (byte)(bytes[0] & 7),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[17..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[25..]));
    }
}
