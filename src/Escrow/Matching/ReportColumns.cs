using System.Diagnostics;
using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// The reports of a run as one trustee holds them, in strictly ascending order of handles once all are set. Kept in columns: a wave of 1.7 million takes
/// a few large arrays in place of millions of objects, and a run reads each column from its beginning to its end.
/// </summary>
/// <param name="count">How many reports, at most <see cref="MatchRun.MostReports"/>.</param>
[DebuggerDisplay("[{Count} held reports]")]
public sealed class ReportColumns(int count)
{
    private readonly byte[] _handles = new byte[Checked(count) * HeldReport.HandleBytes];
    private readonly uint[] _versions = new uint[count];
    private readonly byte[] _families = new byte[count * HeldReport.HashBytes];
    private readonly byte[] _numbers = new byte[count];
    private readonly byte[] _entryHashes = new byte[count * HeldReport.HashBytes];
    private readonly byte[] _ownQuorums = new byte[count];
    private readonly byte[] _nextQuorums = new byte[count];

    // Slot by slot: slot s of report i at s * Stride + i.
    private readonly ulong[] _ownSlots = new ulong[count * MatchPart.Slots];
    private readonly ulong[] _nextSlots = new ulong[count * MatchPart.Slots];

    /// <summary>Reports.</summary>
    public int Count { get; private set; } = count;

    private int Stride => _numbers.Length;

    /// <summary>All of <paramref name="reports"/>.</summary>
    /// <exception cref="ArgumentException">A field of one is not whole, or they are not in order.</exception>
    public static ReportColumns Of(IReadOnlyCollection<HeldReport> reports)
    {
        var held = new ReportColumns(reports.Count);
        var place = 0;
        foreach (var report in reports)
        {
            held.Set(place++, report);
        }

        return held.IsInOrder() ? held : throw OutOfOrder(nameof(reports));
    }

    /// <summary>Puts a report in its place, 0 to <see cref="Count"/> - 1.</summary>
    /// <exception cref="ArgumentException">A field is not whole.</exception>
    public void Set(int place, HeldReport report)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
        if (report.Handle.Length != HeldReport.HandleBytes
            || report.Family.Length != HeldReport.HashBytes
            || report.EntryHash.Length != HeldReport.HashBytes
            || report.Own.Quorum > 7
            || report.Next.Quorum > 7)
        {
            throw new ArgumentException($"Report {place} of the run is malformed.", nameof(report));
        }

        report.Handle.Span.CopyTo(_handles.AsSpan(place * HeldReport.HandleBytes));
        report.Family.Span.CopyTo(_families.AsSpan(place * HeldReport.HashBytes));
        report.EntryHash.Span.CopyTo(_entryHashes.AsSpan(place * HeldReport.HashBytes));
        (_versions[place], _numbers[place]) = (report.Version, report.Number);
        (_ownQuorums[place], _nextQuorums[place]) = (report.Own.Quorum, report.Next.Quorum);
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            _ownSlots[(slot * Stride) + place] = report.Own.Slot(slot);
            _nextSlots[(slot * Stride) + place] = report.Next.Slot(slot);
        }
    }

    /// <summary>Takes out the reports at some places; the others move together and keep their order.</summary>
    public void Remove(IReadOnlySet<int> places)
    {
        var kept = 0;
        for (var place = 0; place < Count; place++)
        {
            if (!places.Contains(place))
            {
                Move(place, kept++);
            }
        }

        Count = kept;
    }

    /// <summary>Whether the handles rise from report to report, as they have to once all are set.</summary>
    public bool IsInOrder()
    {
        for (var report = 1; report < Count; report++)
        {
            if (Handle(report - 1).SequenceCompareTo(Handle(report)) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Always how many, and nothing of what is in them.</summary>
    public override string ToString() => $"[{Count} held reports]";

    internal ReadOnlySpan<byte> Handle(int report) => _handles.AsSpan(report * HeldReport.HandleBytes, HeldReport.HandleBytes);

    internal uint Version(int report) => _versions[report];

    /// <summary>The depositor of a report, 32 bytes.</summary>
    public ReadOnlySpan<byte> Family(int report) => _families.AsSpan(report * HeldReport.HashBytes, HeldReport.HashBytes);

    internal byte Number(int report) => _numbers[report];

    internal ReadOnlySpan<byte> EntryHash(int report) => _entryHashes.AsSpan(report * HeldReport.HashBytes, HeldReport.HashBytes);

    /// <summary>This trustee's two parts of a quorum code.</summary>
    internal (byte Own, byte Next) Quorum(int report) => (_ownQuorums[report], _nextQuorums[report]);

    /// <summary>Copies one slot of all reports, a word for each.</summary>
    internal void CopySlot(int slot, Share target)
    {
        _ownSlots.AsSpan(slot * Stride, Count).CopyTo(target.Own);
        _nextSlots.AsSpan(slot * Stride, Count).CopyTo(target.Next);
    }

    internal static ArgumentException OutOfOrder(string name) => new("A run's reports are in ascending order of their handles, each once.", name);

    private void Move(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        Handle(from).CopyTo(_handles.AsSpan(to * HeldReport.HandleBytes));
        Family(from).CopyTo(_families.AsSpan(to * HeldReport.HashBytes));
        EntryHash(from).CopyTo(_entryHashes.AsSpan(to * HeldReport.HashBytes));
        (_versions[to], _numbers[to]) = (_versions[from], _numbers[from]);
        (_ownQuorums[to], _nextQuorums[to]) = (_ownQuorums[from], _nextQuorums[from]);
        for (var slot = 0; slot < MatchPart.Slots; slot++)
        {
            _ownSlots[(slot * Stride) + to] = _ownSlots[(slot * Stride) + from];
            _nextSlots[(slot * Stride) + to] = _nextSlots[(slot * Stride) + from];
        }
    }

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MatchRun.MostReports);
        return count;
    }
}
