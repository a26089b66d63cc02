using System.Diagnostics;
using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// The reports of a run as one trustee holds them, in strictly ascending order of handles. Kept in columns: a wave of 1.7 million takes
/// a few large arrays in place of millions of objects, and a run reads each column from its beginning to its end.
/// </summary>
/// <param name="capacity">The most reports that it takes, at most <see cref="MatchRun.MostReports"/>.</param>
[DebuggerDisplay("[{Count} held reports]")]
public sealed class ReportColumns(int capacity)
{
    private readonly byte[] _handles = new byte[Checked(capacity) * HeldReport.HandleBytes];
    private readonly uint[] _versions = new uint[capacity];
    private readonly byte[] _families = new byte[capacity * HeldReport.HashBytes];
    private readonly byte[] _numbers = new byte[capacity];
    private readonly byte[] _entryHashes = new byte[capacity * HeldReport.HashBytes];
    private readonly byte[] _ownQuorums = new byte[capacity];
    private readonly byte[] _nextQuorums = new byte[capacity];

    // Slot by slot: slot s of report i at s * capacity + i.
    private readonly ulong[] _ownSlots = new ulong[capacity * MatchPart.Slots];
    private readonly ulong[] _nextSlots = new ulong[capacity * MatchPart.Slots];

    /// <summary>Reports.</summary>
    public int Count { get; private set; }

    /// <summary>All of <paramref name="reports"/>.</summary>
    /// <exception cref="ArgumentException">As from <see cref="Add"/>.</exception>
    public static ReportColumns Of(IReadOnlyCollection<HeldReport> reports)
    {
        var held = new ReportColumns(reports.Count);
        foreach (var report in reports)
        {
            held.Add(report);
        }

        return held;
    }

    /// <summary>Puts a report at the end.</summary>
    /// <exception cref="ArgumentException">A field is not whole, or the report does not come after the last one.</exception>
    /// <exception cref="InvalidOperationException">There is no room left.</exception>
    public void Add(HeldReport report)
    {
        if (Count == capacity)
        {
            throw new InvalidOperationException($"This list was made for {capacity} reports.");
        }

        if (report.Handle.Length != HeldReport.HandleBytes
            || report.Family.Length != HeldReport.HashBytes
            || report.EntryHash.Length != HeldReport.HashBytes
            || report.Own.Quorum > 7
            || report.Next.Quorum > 7)
        {
            throw new ArgumentException($"Report {Count} of the run is malformed.", nameof(report));
        }

        if (Count > 0 && Handle(Count - 1).SequenceCompareTo(report.Handle.Span) >= 0)
        {
            throw new ArgumentException("A run's reports are in ascending order of their handles, each once.", nameof(report));
        }

        report.Handle.Span.CopyTo(_handles.AsSpan(Count * HeldReport.HandleBytes));
        report.Family.Span.CopyTo(_families.AsSpan(Count * HeldReport.HashBytes));
        report.EntryHash.Span.CopyTo(_entryHashes.AsSpan(Count * HeldReport.HashBytes));
        (_versions[Count], _numbers[Count]) = (report.Version, report.Number);
        (_ownQuorums[Count], _nextQuorums[Count]) = (report.Own.Quorum, report.Next.Quorum);
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            _ownSlots[(slot * capacity) + Count] = report.Own.Slot(slot);
            _nextSlots[(slot * capacity) + Count] = report.Next.Slot(slot);
        }

        Count++;
    }

    /// <summary>Always how many, and nothing of what is in them.</summary>
    public override string ToString() => $"[{Count} held reports]";

    internal ReadOnlySpan<byte> Handle(int report) => _handles.AsSpan(report * HeldReport.HandleBytes, HeldReport.HandleBytes);

    internal uint Version(int report) => _versions[report];

    internal ReadOnlySpan<byte> Family(int report) => _families.AsSpan(report * HeldReport.HashBytes, HeldReport.HashBytes);

    internal byte Number(int report) => _numbers[report];

    internal ReadOnlySpan<byte> EntryHash(int report) => _entryHashes.AsSpan(report * HeldReport.HashBytes, HeldReport.HashBytes);

    /// <summary>This trustee's two parts of a quorum code.</summary>
    internal (byte Own, byte Next) Quorum(int report) => (_ownQuorums[report], _nextQuorums[report]);

    /// <summary>Copies one slot of all reports, a word for each.</summary>
    internal void CopySlot(int slot, Share target)
    {
        _ownSlots.AsSpan(slot * capacity, Count).CopyTo(target.Own);
        _nextSlots.AsSpan(slot * capacity, Count).CopyTo(target.Next);
    }

    private static int Checked(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MatchRun.MostReports);
        return capacity;
    }
}
