using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>One report that takes part in a run, in the version that all three hold.</summary>
/// <param name="Epoch">The epoch of its parts, 0 for those that were deposited.</param>
/// <param name="ReleasedIn">
/// The run that released this version, if all three say that they completed it; else 0. Two records of the same run open a report. One of the three may claim
/// what it did not do, so only what all say shows that the two others have them; and of different runs each may have one.
/// </param>
internal readonly record struct AgreedReport(Handle Handle, uint Version, byte[] StatementHash, uint ReleasedIn, uint Epoch)
{
    /// <summary>The site can open it, and it is not new any more.</summary>
    internal bool Released => ReleasedIn > 0;
}

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
            if (ReleasedIn(handle, version, lists) is { } run)
            {
                return new AgreedReport(handle, version.Version, version.StatementHash, run, version.Epoch);
            }
        }

        return null;
    }

    /// <summary>The run in which all say that they released it, 0 if there is none; null where not all of them hold it.</summary>
    private static uint? ReleasedIn(Handle handle, ListedVersion version, IReadOnlyList<ReportList> lists)
    {
        var run = version.ReleasedIn;
        foreach (var list in lists)
        {
            if (!list.Reports.TryGetValue(handle, out var versions) || Same(versions, version) is not { } same)
            {
                return null;
            }

            run = same.ReleasedIn == run ? run : 0;
        }

        return run;
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
