using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>A slot of a report that a run released, with the tag of its group.</summary>
internal readonly record struct OpenedSlot(int Slot, ulong Tag);

/// <summary>A report that a run releases, with the slots that released it.</summary>
internal sealed record ReleasedReport(AgreedReport Report, IReadOnlyList<OpenedSlot> Slots);

/// <summary>
/// What a run releases: every report in every group in which somebody is new. The three compare and sign it
/// (docs/formats/trustee-api.md, "Steps of a run").
/// </summary>
internal sealed class ReleaseList
{
    private ReleaseList(IReadOnlyList<ReleasedReport> reports) => Reports = reports;

    /// <summary>In order of handle, slots rising.</summary>
    internal IReadOnlyList<ReleasedReport> Reports { get; }

    /// <summary>From what the computation opened. Groups that hold a withdrawn report are left out whole: without it they may not meet their quorum, and the next run will say.</summary>
    /// <param name="agreed">The reports that took part, in the order in which the computation numbers them.</param>
    /// <param name="opened">The released rows.</param>
    /// <param name="withdrawn">Handles taken back since the list was agreed.</param>
    internal static ReleaseList Of(IReadOnlyList<AgreedReport> agreed, IReadOnlyCollection<(int Report, int Slot, ulong Tag)> opened, IReadOnlySet<Handle> withdrawn)
    {
        var kept = opened
            .GroupBy(row => row.Tag)
            .Where(group => group.Any(row => !agreed[row.Report].Released) && !group.Any(row => withdrawn.Contains(agreed[row.Report].Handle)))
            .SelectMany(group => group);
        return new ReleaseList([.. kept
            .GroupBy(row => row.Report)
            .OrderBy(rows => agreed[rows.Key].Handle)
            .Select(rows => new ReleasedReport(agreed[rows.Key], [.. rows.OrderBy(row => row.Slot).Select(row => new OpenedSlot(row.Slot, row.Tag))]))]);
    }

    /// <summary>What each trustee signs for the run, bound to the deployment, the run and the signer.</summary>
    internal byte[] Signed(byte[] deployment, byte[] run, uint number, int trustee)
    {
        var list = new ByteWriter(4096);
        foreach (var (report, slots) in Reports)
        {
            list.Bytes(report.Handle.ToArray()).U32(report.Version).U8(slots.Count);
            foreach (var slot in slots)
            {
                list.U8(slot.Slot).U64(slot.Tag);
            }
        }

        return new ByteWriter().Label("chorus/v1/release-list").U8(trustee).Bytes(deployment).Bytes(run).U32(number)
            .Bytes(Digest.Sha256(list.Written)).ToArray();
    }
}
