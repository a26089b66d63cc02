using System.Buffers.Binary;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>One report that takes part in a run, in the version that all three hold.</summary>
/// <param name="Epoch">The epoch of its parts, 0 for those that were deposited.</param>
/// <param name="ReleasedIn">
/// The run that released this version, if all three say that they completed it; else 0. Two records of the same run open a report. One of the three may claim
/// what it did not do, so only what all say shows that the two others have them; and of different runs each may have one.
/// </param>
internal readonly record struct AgreedReport(Handle Handle, uint Version, Bytes32 StatementHash, uint ReleasedIn, uint Epoch)
{
    /// <summary>The site can open it, and it is not new any more.</summary>
    internal bool Released => ReleasedIn > 0;
}

/// <summary>What three lists have in common: the highest version of each report that all three hold, in order of handle.</summary>
internal static class AgreedList
{
    private const int HashedLength = Handle.Length + 4 + Bytes32.Length + 1;

    internal static List<AgreedReport> Of(ReportList own, ReportList second, ReportList third) => Of(own, second, third, _ => true);

    /// <summary>
    /// Where one of the three is being replaced: what the two that are left both hold, and the lost one held too, as parts that were made anew by all three
    /// show, or a release that both name, or that the site keeps it as acknowledged.
    /// </summary>
    /// <param name="first">a list.</param>
    /// <param name="second">the other one.</param>
    /// <param name="kept">hashes of the statements that the site keeps.</param>
    internal static List<AgreedReport> OfTwo(ReportList first, ReportList second, IReadOnlySet<Bytes32> kept) =>
        Of(first, second, second, report => report.Epoch > 0 || report.Released || kept.Contains(report.StatementHash));

    private static List<AgreedReport> Of(ReportList own, ReportList second, ReportList third, Predicate<AgreedReport> counts)
    {
        var agreed = new List<AgreedReport>(own.Count);
        var reports = own.Read();
        var ofSecond = second.Read();
        var ofThird = third.Read();
        while (reports.MoveNext())
        {
            if (ofSecond.MoveTo(reports.Handle) && ofThird.MoveTo(reports.Handle) && Highest(reports, ofSecond, ofThird, counts) is { } common)
            {
                agreed.Add(common);
            }
        }

        return agreed;
    }

    /// <summary>Names the list: an unchanged hash means that a run would bring out nothing new.</summary>
    internal static byte[] Hash(byte[] deployment, IEnumerable<AgreedReport> reports)
    {
        using var hash = new RunningDigest();
        hash.Append(new ByteWriter().Label("chorus/v1/last-list").Bytes(deployment).Written);
        Span<byte> entry = stackalloc byte[HashedLength];
        foreach (var report in reports)
        {
            report.Handle.CopyTo(entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[Handle.Length..], report.Version);
            report.StatementHash.CopyTo(entry[(Handle.Length + 4)..]);
            entry[^1] = (byte)(report.Released ? 1 : 0);
            hash.Append(entry);
        }

        return hash.Finish();
    }

    private static AgreedReport? Highest(in ReportList.Cursor own, in ReportList.Cursor second, in ReportList.Cursor third, Predicate<AgreedReport> counts)
    {
        for (var i = own.Versions - 1; i >= 0; i--)
        {
            var version = own[i];
            if (second.Same(version) is { } ofSecond && third.Same(version) is { } ofThird)
            {
                var releasedIn = version.ReleasedIn == ofSecond.ReleasedIn && version.ReleasedIn == ofThird.ReleasedIn ? version.ReleasedIn : 0;
                var common = new AgreedReport(own.Handle, version.Version, version.StatementHash, releasedIn, version.Epoch);
                if (counts(common))
                {
                    return common;
                }
            }
        }

        return null;
    }
}
