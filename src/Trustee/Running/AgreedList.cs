using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>One report that takes part in a run, in the version that all three hold.</summary>
/// <param name="Released">Whether two of the three have released this version: then the site can open it, and it is not new any more.</param>
internal readonly record struct AgreedReport(Handle Handle, uint Version, byte[] StatementHash, bool Released);

/// <summary>What three lists have in common: the highest version of each report that all three hold, in order of handle.</summary>
internal static class AgreedList
{
    internal static List<AgreedReport> Of(ReportList a, ReportList b, ReportList c)
    {
        var agreed = new List<AgreedReport>();
        foreach (var (handle, versions) in a.Reports)
        {
            if (b.Reports.TryGetValue(handle, out var second)
                && c.Reports.TryGetValue(handle, out var third)
                && Highest(handle, versions, second, third) is { } common)
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

    private static AgreedReport? Highest(Handle handle, ListedVersion[] a, ListedVersion[] b, ListedVersion[] c)
    {
        foreach (var version in a.OrderByDescending(v => v.Version))
        {
            if (Same(b, version) is { } second && Same(c, version) is { } third)
            {
                var releasedBy = (version.Released ? 1 : 0) + (second.Released ? 1 : 0) + (third.Released ? 1 : 0);
                return new AgreedReport(handle, version.Version, version.StatementHash, releasedBy >= 2);
            }
        }

        return null;
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
