using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>One report that takes part in a run, in the version that all three hold.</summary>
/// <param name="Epoch">The epoch of its parts, 0 for those that were deposited.</param>
/// <param name="Released">Whether two of the three have released this version: then the site can open it, and it is not new any more.</param>
internal readonly record struct AgreedReport(Handle Handle, uint Version, byte[] StatementHash, bool Released, uint Epoch);

/// <summary>What three lists have in common: the highest version of each report that all three hold, in order of handle.</summary>
internal static class AgreedList
{
    /// <param name="lists">of the three, or of the two that are left where one is being replaced.</param>
    internal static List<AgreedReport> Of(params IReadOnlyList<ReportList> lists)
    {
        var agreed = new List<AgreedReport>();
        foreach (var (handle, versions) in lists[0].Reports)
        {
            if (Highest(handle, versions, lists) is { } common)
            {
                agreed.Add(common);
            }
        }

        return agreed;
    }

    /// <summary>Names the list: an unchanged hash means that a run would bring out nothing new.</summary>
    internal static byte[] Hash(byte[] deployment, IEnumerable<AgreedReport> reports)
    {
        var writer = new ByteWriter(4096).Label("chorus/v1/last-list").Bytes(deployment);
        foreach (var report in reports)
        {
            writer.Bytes(report.Handle.ToArray()).U32(report.Version).Bytes(report.StatementHash).U8(report.Released ? 1 : 0);
        }

        return Digest.Sha256(writer.Written);
    }

    private static AgreedReport? Highest(Handle handle, ListedVersion[] versions, IReadOnlyList<ReportList> lists)
    {
        foreach (var version in versions.OrderByDescending(v => v.Version))
        {
            if (ReleasedBy(handle, version, lists) is { } releasedBy)
            {
                return new AgreedReport(handle, version.Version, version.StatementHash, releasedBy >= 2, version.Epoch);
            }
        }

        return null;
    }

    /// <summary>By how many it was released; null where not all of them hold it.</summary>
    private static int? ReleasedBy(Handle handle, ListedVersion version, IReadOnlyList<ReportList> lists)
    {
        var count = 0;
        foreach (var list in lists)
        {
            if (!list.Reports.TryGetValue(handle, out var versions) || Same(versions, version) is not { } same)
            {
                return null;
            }

            count += same.Released ? 1 : 0;
        }

        return count;
    }

    private static ListedVersion? Same(ListedVersion[] versions, ListedVersion wanted)
    {
        foreach (var version in versions)
        {
            // Parts of different epochs do not fit together: a trustee that has others stands apart with them.
            if (version.Version == wanted.Version && version.Epoch == wanted.Epoch && version.StatementHash.AsSpan().SequenceEqual(wanted.StatementHash))
            {
                return version;
            }
        }

        return null;
    }
}
