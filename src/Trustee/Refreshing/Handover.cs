using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// The two trustees that are left hand a third, which takes the place of a lost one, what that one had: of every report
/// that both hold, the statement and the lost trustee's two parts (docs/formats/trustee-api.md, "Steps of a replacement").
/// Part k is known to trustee k - 1 only and part k + 1 to trustee k + 1 only; each is checked against the commitment that
/// the other of the two has, so neither can hand over something else. A deposit that the lost one never took is left behind: what no refresh
/// or release shows to have been with all three has to be kept by the site as acknowledged (docs/adr/0031). A refresh follows at once.
/// </summary>
internal static class Handover
{
    private const string Step = "handing over the reports";
    private const int Piece = 256;

    /// <param name="core">this trustee.</param>
    /// <param name="links">its links.</param>
    /// <param name="newcomer">which of the three takes the lost one's place.</param>
    /// <exception cref="RunAbortedException">where the two do not agree. What was handed over by then is kept by the newcomer, and not handed over again.</exception>
    internal static void Run(TrusteeCore core, RunLinks links, int newcomer)
    {
        if (links.Party == newcomer && core.WantsKept)
        {
            throw new RunAbortedException(Step, null, "the site has not said yet which reports it keeps; it does within two minutes, once it runs with the new manifest and reaches this trustee");
        }

        EpochSettlement.Run(links, core.Epochs, newcomer);
        var standing = AgreeStanding(core, links, newcomer);
        var agreed = ListAgreement.AgreeOfTwo(core, links, newcomer);
        for (var from = 0; from < agreed.Count; from += Piece)
        {
            var reports = agreed[from..Math.Min(agreed.Count, from + Piece)];
            if (links.Party == newcomer)
            {
                Receive(core, links, reports);
            }
            else if (links.PreviousParty == newcomer)
            {
                links.SendTo(Step, newcomer, GiverEntry.Encode(core.Load(reports), GiverEntry.LengthWithStatement, stored => GiverEntry.OfNext(stored, newcomer)));
            }
            else
            {
                links.SendTo(Step, newcomer, GiverEntry.Encode(core.Load(reports), GiverEntry.Length, stored => GiverEntry.OfPrevious(stored, newcomer)));
            }
        }

        if (links.Party == newcomer)
        {
            core.TakeOver(standing.Epoch, standing.LastRun);
        }
    }

    /// <summary>The epoch and the number of the last run, as both others have them; the smaller number, so that none of them can use the numbers up.</summary>
    private static (StoredEpoch Epoch, uint LastRun) AgreeStanding(TrusteeCore core, RunLinks links, int newcomer)
    {
        var own = new ByteWriter().Bytes(core.Epochs.Current.Encode()).U32(core.NextRunNumber() - 1).ToArray();
        var (next, previous) = links.Exchange(Step, own);
        if (links.Party != newcomer)
        {
            return (core.Epochs.Current, core.NextRunNumber() - 1);
        }

        if (!next.AsSpan(0, StoredEpoch.Length).SequenceEqual(previous.AsSpan(0, StoredEpoch.Length)))
        {
            throw new RunAbortedException(Step, null, "the two others are in different epochs");
        }

        try
        {
            var epoch = StoredEpoch.Decode(next.AsSpan(0, StoredEpoch.Length));
            var numbers = (new ByteReader(next.AsSpan(StoredEpoch.Length)).U32(), new ByteReader(previous.AsSpan(StoredEpoch.Length)).U32());
            return epoch.Phase == EpochPhase.Stable
                ? (epoch, Math.Min(numbers.Item1, numbers.Item2))
                : throw new RunAbortedException(Step, null, "the two others have not ended their last refresh");
        }
        catch (MalformedException e)
        {
            throw new RunAbortedException(Step, links.NextParty, e.Message, e);
        }
    }

    private static void Receive(TrusteeCore core, RunLinks links, List<AgreedReport> reports)
    {
        var fromNext = links.ReceiveFrom(Step, links.NextParty, reports.Count * GiverEntry.LengthWithStatement);
        var fromPrevious = links.ReceiveFrom(Step, links.PreviousParty, reports.Count * GiverEntry.Length);
        var versions = new List<(StoredVersion Version, uint ReleasedIn)>(reports.Count);
        for (var i = 0; i < reports.Count; i++)
        {
            var next = fromNext.AsSpan(i * GiverEntry.LengthWithStatement, GiverEntry.LengthWithStatement);
            var previous = fromPrevious.AsSpan(i * GiverEntry.Length, GiverEntry.Length);
            // Withdrawn at one of the two since they agreed on the list.
            if (next[0] == GiverEntry.Held && previous[0] == GiverEntry.Held)
            {
                versions.Add((Join(links.Party, reports[i], next[1..], previous[1..]), reports[i].ReleasedIn));
            }
        }

        core.TakeOver(versions);
    }

    private static StoredVersion Join(int trustee, AgreedReport report, ReadOnlySpan<byte> next, ReadOnlySpan<byte> previous)
    {
        try
        {
            return GiverEntry.Join(trustee, report, next, previous)
                ?? throw new RunAbortedException(Step, null, "a part that one of the two others handed over is not the one to which the other one's commitment belongs");
        }
        catch (MalformedException e)
        {
            throw new RunAbortedException(Step, null, e.Message, e);
        }
    }
}
