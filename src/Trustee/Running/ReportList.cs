using Chorus.Escrow.Depositing;
using Chorus.Escrow.Matching;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>One version in a list: its number, its statement's hash, the run that released it (0: none), and the epoch whose refresh made its parts (0: as deposited).</summary>
internal readonly record struct ListedVersion(uint Version, byte[] StatementHash, uint ReleasedIn, uint Epoch);

/// <summary>
/// The list of what one trustee holds, by handle (docs/formats/trustee-api.md, "Agreement on the list"). For each handle:
/// <c>handle(16) || u8 count || count * (u32 version || statement hash(32) || u32 released in || u32 epoch)</c>, versions rising.
/// </summary>
internal sealed class ReportList
{
    /// <summary>Bytes of one version in a list.</summary>
    internal const int VersionLength = 4 + Digest.Length + 4 + 4;

    private ReportList(SortedDictionary<Handle, ListedVersion[]> reports) => Reports = reports;

    internal SortedDictionary<Handle, ListedVersion[]> Reports { get; }

    internal static ReportList Of(HeldReports held)
    {
        var reports = new SortedDictionary<Handle, ListedVersion[]>();
        foreach (var chain in held.All)
        {
            reports.Add(chain.Handle, [.. chain.Versions.Select(v => new ListedVersion(v.Version, v.StatementHash, v.ReleasedIn, v.Epoch))]);
        }

        return new ReportList(reports);
    }

    /// <summary>Whether this version is listed with this statement and parts of this epoch.</summary>
    internal bool Holds(Handle handle, ListedVersion wanted) =>
        Reports.TryGetValue(handle, out var versions)
        && versions.Any(v => v.Version == wanted.Version && v.Epoch == wanted.Epoch && v.StatementHash.AsSpan().SequenceEqual(wanted.StatementHash));

    internal byte[] Encode()
    {
        var writer = new ByteWriter(Math.Max(256, Reports.Count * 64));
        foreach (var (handle, versions) in Reports)
        {
            writer.Bytes(handle.ToArray()).U8(versions.Length);
            foreach (var version in versions)
            {
                writer.U32(version.Version).Bytes(version.StatementHash).U32(version.ReleasedIn).U32(version.Epoch);
            }
        }

        return writer.ToArray();
    }

    /// <exception cref="MalformedException">where the bytes are no list in order, or one of more reports than a run takes.</exception>
    internal static ReportList Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var reports = new SortedDictionary<Handle, ListedVersion[]>();
        Handle? last = null;
        while (reader.Remaining > 0)
        {
            var handle = new Handle(reader.Bytes(Handle.Length));
            if (handle <= last)
            {
                throw new MalformedException("the list is not in order of handle");
            }

            if (reports.Count == MatchRun.MostReports)
            {
                throw new MalformedException("the list has more reports than a run takes");
            }

            last = handle;
            reports.Add(handle, Versions(ref reader));
        }

        return new ReportList(reports);
    }

    private static ListedVersion[] Versions(ref ByteReader reader)
    {
        var count = reader.U8();
        // Before anything is set aside for them.
        if (count == 0 || reader.Remaining < count * VersionLength)
        {
            throw new MalformedException("a report in the list has no versions, or fewer than it says");
        }

        var versions = new ListedVersion[count];
        for (var i = 0; i < count; i++)
        {
            var (version, hash, releasedIn, epoch) = (reader.U32(), reader.Bytes(Digest.Length).ToArray(), reader.U32(), reader.U32());
            if (i > 0 && version <= versions[i - 1].Version)
            {
                throw new MalformedException("a report's versions in the list do not rise");
            }

            versions[i] = new ListedVersion(version, hash, releasedIn, epoch);
        }

        return versions;
    }
}
