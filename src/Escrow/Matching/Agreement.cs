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
    public static void Run(Session session, IReadOnlyList<HeldReport> reports)
    {
        using var phase = session.Meter.Phase(StepName);
        var list = new byte[sizeof(uint) + (reports.Count * EntryBytes)];
        BinaryPrimitives.WriteUInt32BigEndian(list, (uint)reports.Count);
        var rest = list.AsSpan(sizeof(uint));
        foreach (var report in reports)
        {
            Write(report, rest[..EntryBytes]);
            rest = rest[EntryBytes..];
        }

        session.Agree(StepName, Digest.Sha256(ListLabel, list));
    }

    /// <summary>Refuses a list that is not in strictly ascending order of handles, or whose entries are not whole.</summary>
    public static void Check(IReadOnlyList<HeldReport> reports)
    {
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            if (report.Handle.Length != HeldReport.HandleBytes
                || report.Family.Length != HeldReport.HashBytes
                || report.EntryHash.Length != HeldReport.HashBytes
                || report.Own.Quorum > 7
                || report.Next.Quorum > 7)
            {
                throw new ArgumentException($"Report {i} of the run is malformed.", nameof(reports));
            }

            if (i > 0 && reports[i - 1].Handle.Span.SequenceCompareTo(report.Handle.Span) >= 0)
            {
                throw new ArgumentException("A run's reports are in ascending order of their handles, each once.", nameof(reports));
            }
        }
    }

    private static void Write(HeldReport report, Span<byte> entry)
    {
        report.Handle.Span.CopyTo(entry);
        entry = entry[HeldReport.HandleBytes..];
        BinaryPrimitives.WriteUInt32BigEndian(entry, report.Version);
        entry = entry[sizeof(uint)..];
        report.Family.Span.CopyTo(entry);
        entry[HeldReport.HashBytes] = report.Number;
        report.EntryHash.Span.CopyTo(entry[(HeldReport.HashBytes + 1)..]);
    }
}
