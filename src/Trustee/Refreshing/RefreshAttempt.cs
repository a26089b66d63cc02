using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Running;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// One trustee's way through one refresh (docs/formats/trustee-api.md, "Steps of a refresh"): agreement on the list, a
/// seed that all three made, new parts beside the old ones, a comparison with both neighbours, and the change-over.
/// </summary>
internal sealed class RefreshAttempt(TrusteeCore core, RunLinks links)
{
    private const int SeedLength = 32;

    private readonly byte[] _deployment = core.Manifests.Newest.Deployment;

    internal RunReport Execute()
    {
        core.BeginRun();
        try
        {
            return Run();
        }
        catch (RunAbortedException e)
        {
            return Aborted(e.Message);
        }
        catch (LinkException e)
        {
            return Aborted(e.Message);
        }
    }

    private RunReport Run()
    {
        var (withNext, withPrevious) = PairKeys.Agree(links, _deployment);
        try
        {
            EpochSettlement.Run(links, core.Epochs);
            var agreed = ListAgreement.Agree(core, links, core.List());
            var epoch = core.Epochs.Current.Number + 1;
            var reports = Renew(agreed, epoch, (withNext, withPrevious), out var list);
            core.Epochs.Prepare(epoch, list);
            core.Settle(reports);
            EpochSettlement.Run(links, core.Epochs);
            return new RunReport(RunEnd.Completed, Hour.Now(core.Time), 0, $"Epoch {epoch} has begun: the parts of {reports.Count} reports were made anew and the old ones destroyed.", null);
        }
        finally
        {
            Digest.Erase(withNext);
            Digest.Erase(withPrevious);
        }
    }

    /// <summary>Makes new parts and compares them with both neighbours; nothing is in use yet, and nothing old destroyed.</summary>
    private List<AgreedReport> Renew(List<AgreedReport> agreed, uint epoch, (byte[] WithNext, byte[] WithPrevious) keys, out byte[] list)
    {
        FreshDigests digests;
        var seed = AgreeSeed(epoch, AgreedList.Hash(_deployment, agreed));
        try
        {
            using var offsets = new PartOffsets(seed);
            digests = core.Epochs.Renew(agreed, links.Party, epoch, offsets);
        }
        finally
        {
            Digest.Erase(seed);
        }

        var gone = ListAgreement.ExchangeHandles(links, "reports withdrawn meanwhile", [.. agreed.Where((_, i) => !digests.Has(i)).Select(report => report.Handle)]);
        core.Epochs.LeaveOut(agreed.Where(report => gone.Contains(report.Handle)));
        List<int> places = [.. Enumerable.Range(0, agreed.Count).Where(i => !gone.Contains(agreed[i].Handle))];
        List<AgreedReport> reports = [.. places.Select(i => agreed[i])];
        list = Digest.Sha256(new ByteWriter().Label("chorus/v1/refresh-list").U32(epoch).Bytes(AgreedList.Hash(_deployment, reports)).Written);
        HoldingCheck.Run(links, keys, _deployment, list, digests.Next(places), digests.Own(places));
        return reports;
    }

    /// <summary>
    /// 32 bytes that all three drew together. Every trustee has to know all three offsets (two of them give the third), so
    /// there is nothing to hide among the three; the links' own keys are ephemeral, and the seed is erased after use.
    /// </summary>
    private byte[] AgreeSeed(uint epoch, byte[] list)
    {
        const string Step = "seed of the new parts";
        var own = SecureRandom.Bytes(SeedLength);
        var (next, previous) = links.Exchange(Step, own);
        byte[][] drawn = new byte[3][];
        (drawn[links.Party], drawn[links.NextParty], drawn[links.PreviousParty]) = (own, next, previous);
        byte[] secrets = [.. drawn[0], .. drawn[1], .. drawn[2]];
        var seed = Hkdf.Derive(secrets, new ByteWriter().Label("chorus/v1/refresh").Bytes(_deployment).U32(epoch).Bytes(list).Written, SeedLength);
        foreach (var secret in (byte[][])[own, next, previous, secrets])
        {
            Digest.Erase(secret);
        }

        // With one seed the three offsets of every report XOR to nothing: a trustee that would shift what the parts share
        // has to send the two others different bytes, and that shows here.
        var proof = Hkdf.Derive(seed, new ByteWriter().Label("chorus/v1/refresh-seed").Written, Digest.Length);
        var (nextProof, previousProof) = links.Exchange(Step, proof);
        if (!Digest.FixedTimeEquals(proof, nextProof) || !Digest.FixedTimeEquals(proof, previousProof))
        {
            Digest.Erase(seed);
            throw new RunAbortedException(Step, null, "the three have different seeds: one of them sent the others different bytes, or has another list");
        }

        return seed;
    }

    private RunReport Aborted(string reason) =>
        new(RunEnd.Aborted, Hour.Now(core.Time), 0, $"The refresh was broken off and cost no report; the next one tries again. {reason}", null);
}
