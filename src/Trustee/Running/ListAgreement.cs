using Chorus.Escrow.Depositing;
using Chorus.Escrow.Matching;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;

namespace Chorus.Trustee.Running;

/// <summary>How the three find out what all of them hold (docs/formats/trustee-api.md, "Agreement on the list").</summary>
internal static class ListAgreement
{
    private const string Step = "agreement on the list";

    // 105 bytes for a report with two versions, of which most have one.
    private const int LongestList = MatchRun.MostReports * (Handle.Length + 1 + (2 * ReportList.VersionLength));
    private const int LongestHandles = MatchRun.MostReports * Handle.Length;

    /// <summary>The highest version of each report that all three hold with the same statement and parts of the same epoch, by handle.</summary>
    internal static List<AgreedReport> Agree(TrusteeCore core, RunLinks links, ReportList own)
    {
        if (own.Count > MatchRun.MostReports)
        {
            throw new RunAbortedException(Step, null, $"this trustee holds {own.Count} reports, and a run takes {MatchRun.MostReports}; the site has to start another deployment");
        }

        var encoded = own.Encode();
        var hash = Digest.Sha256(encoded);
        var (nextHash, previousHash) = links.Exchange(Step, hash);
        if (nextHash.AsSpan().SequenceEqual(hash) && previousHash.AsSpan().SequenceEqual(hash))
        {
            core.NoteLists(own, (links.NextParty, own), (links.PreviousParty, own));
            return AgreedList.Of(own, own, own);
        }

        var (next, previous) = links.ExchangeList(Step, encoded, LongestList);
        var (nextList, previousList) = (Decode(links.NextParty, next), Decode(links.PreviousParty, previous));
        core.NoteLists(own, (links.NextParty, nextList), (links.PreviousParty, previousList));
        return AgreedList.Of(own, nextList, previousList);
    }

    /// <summary>
    /// The same of two, where the third takes the place of a lost trustee. It names the statements that the site keeps, and others count only where
    /// something else shows that the lost one held them too: parts that all three made anew, or a release.
    /// </summary>
    internal static List<AgreedReport> AgreeOfTwo(TrusteeCore core, RunLinks links, int newcomer)
    {
        if (links.Party == newcomer)
        {
            var kept = core.KeptStatements();
            var (next, previous) = links.ExchangeList(Step, Encode(kept), LongestList);
            return AgreedList.OfTwo(Decode(links.NextParty, next), Decode(links.PreviousParty, previous), kept);
        }

        var own = core.List();
        var (ofNext, ofPrevious) = links.ExchangeList(Step, own.Encode(), LongestList);
        return links.NextParty == newcomer
            ? AgreedList.OfTwo(own, Decode(links.PreviousParty, ofPrevious), DecodeKept(newcomer, ofNext))
            : AgreedList.OfTwo(own, Decode(links.NextParty, ofNext), DecodeKept(newcomer, ofPrevious));
    }

    /// <summary>The withdrawn handles that any of the three names.</summary>
    internal static HashSet<Handle> ExchangeHandles(TrusteeCore core, RunLinks links, string step, IReadOnlyCollection<Handle> own)
    {
        var writer = new ByteWriter();
        foreach (var handle in own)
        {
            writer.Bytes(handle.ToArray());
        }

        var (next, previous) = links.ExchangeList(step, writer.Written, LongestHandles);
        var all = own.ToHashSet();
        foreach (var (other, list) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            if (list.Length % Handle.Length != 0)
            {
                throw new RunAbortedException(step, other, "its list is cut short");
            }

            Handle[] named = [.. list.Chunk(Handle.Length).Select(bytes => new Handle(bytes))];
            core.NoteNamed(other, named);
            all.UnionWith(named);
        }

        return all;
    }

    private static byte[] Encode(HashSet<Bytes32> hashes)
    {
        var encoded = new byte[hashes.Count * Bytes32.Length];
        var at = 0;
        foreach (var hash in hashes)
        {
            hash.CopyTo(encoded.AsSpan(at));
            at += Bytes32.Length;
        }

        return encoded;
    }

    private static HashSet<Bytes32> DecodeKept(int newcomer, byte[] list) => list.Length % Bytes32.Length == 0
        ? [.. list.Chunk(Bytes32.Length).Select(bytes => new Bytes32(bytes))]
        : throw new RunAbortedException(Step, newcomer, "its list is cut short");

    private static ReportList Decode(int other, byte[] list)
    {
        try
        {
            return ReportList.Decode(list);
        }
        catch (MalformedException e)
        {
            throw new RunAbortedException(Step, other, e.Message, e);
        }
    }
}
