using System.Buffers.Binary;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Sealing;

namespace Chorus.Escrow.Matching;

/// <summary>Step 0: the three trustees run over the same list, or not at all.</summary>
internal static class Agreement
{
    private const string StepName = "agree";
    private const int EntryBytes = HeldReport.HandleBytes + sizeof(uint) + HeldReport.HashBytes + 1 + HeldReport.HashBytes;

    private static readonly byte[] ListLabel = Label.Of("chorus/v1/run-list");
    private static readonly byte[] ScanLabel = Label.Of("chorus/v1/run-scan");

    /// <summary>
    /// Compares SHA-256(label, u32 count, then handle, u32 version, family, u8 number, entry hash of each); for a scan SHA-256(label, that, u8 count, then the u32
    /// index of each touched report, then a bit for each report of the list that was not released before, in u64 from the lowest bit up).
    /// </summary>
    public static void Run(Session session, ReportColumns reports, ScanTask? task)
    {
        using var phase = session.Meter.Phase(StepName);
        var list = HashOf(reports);
        session.Agree(StepName, task is null ? list : HashOf(list, reports.Count, task));
    }

    private static byte[] HashOf(ReportColumns reports)
    {
        using var hash = new RunningDigest();
        hash.Append(ListLabel);
        Append(hash, (uint)reports.Count);
        Span<byte> entry = stackalloc byte[EntryBytes];
        for (var report = 0; report < reports.Count; report++)
        {
            Write(reports, report, entry);
            hash.Append(entry);
        }

        return hash.Finish();
    }

    private static byte[] HashOf(byte[] list, int reports, ScanTask task)
    {
        using var hash = new RunningDigest();
        hash.Append(ScanLabel);
        hash.Append(list);
        hash.Append([(byte)task.Touched.Count]);
        foreach (var report in task.Touched)
        {
            Append(hash, (uint)report);
        }

        Span<byte> marks = stackalloc byte[sizeof(ulong)];
        for (var word = 0; word < PackedBits.Words(reports); word++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(marks, task.NotReleased(word));
            hash.Append(marks);
        }

        return hash.Finish();
    }

    private static void Append(RunningDigest hash, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        hash.Append(bytes);
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
