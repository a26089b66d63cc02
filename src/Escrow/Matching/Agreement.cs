using System.Buffers.Binary;
using Chorus.Mpc;
using Chorus.Sealing;

namespace Chorus.Escrow.Matching;

/// <summary>Step 0: the three trustees run over the same list, or not at all.</summary>
internal static class Agreement
{
    private const string StepName = "agree";
    private const int EntryBytes = HeldReport.HandleBytes + sizeof(uint) + HeldReport.HashBytes + 1 + HeldReport.HashBytes;

    private static readonly byte[] ListLabel = Label.Of("chorus/v1/run-list");

    /// <summary>Compares SHA-256(label, u32 count, then handle, u32 version, family, u8 number, entry hash of each).</summary>
    public static void Run(Session session, ReportColumns reports)
    {
        using var phase = session.Meter.Phase(StepName);
        using var hash = new RunningDigest();
        hash.Append(ListLabel);
        Span<byte> count = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(count, (uint)reports.Count);
        hash.Append(count);
        Span<byte> entry = stackalloc byte[EntryBytes];
        for (var report = 0; report < reports.Count; report++)
        {
            Write(reports, report, entry);
            hash.Append(entry);
        }

        session.Agree(StepName, hash.Finish());
    }

    private static void Write(ReportColumns reports, int report, Span<byte> entry)
    {
        reports.Handle(report).CopyTo(entry);
        entry = entry[HeldReport.HandleBytes..];
        BinaryPrimitives.WriteUInt32BigEndian(entry, reports.Version(report));
        entry = entry[sizeof(uint)..];
        reports.Family(report).CopyTo(entry);
        entry[HeldReport.HashBytes] = reports.Number(report);
        reports.EntryHash(report).CopyTo(entry[(HeldReport.HashBytes + 1)..]);
    }
}
