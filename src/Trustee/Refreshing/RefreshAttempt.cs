using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Running;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// One trustee's way through one refresh (docs/formats/trustee-api.md, "Steps of a refresh"): agreement on the list, a
/// seed that all three made, new parts beside the old ones, a comparison with both neighbours, and the change-over. Where
/// one of them takes the place of a lost trustee, the two others hand it the parts first.
/// </summary>
internal sealed class RefreshAttempt(TrusteeCore core, RunLinks links, int? newcomer = null)
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
        var keys = PairKeys.Agree(links, _deployment);
        try
        {
            if (newcomer is { } trustee)
            {
                Handover.Run(core, links, trustee);
            }

            EpochSettlement.Run(links, core.Epochs);
            var agreed = ListAgreement.Agree(core, links, core.List());
            var epoch = core.Epochs.Current.Number + 1;
            var reports = Renew(agreed, epoch, keys, out var list);
            core.Epochs.Prepare(epoch, list);
            core.Settle(reports);
            EpochSettlement.Run(links, core.Epochs);
            return new RunReport(RunEnd.Completed, Hour.Now(core.Time), 0, $"Epoch {epoch} has begun: the parts of {reports.Count} reports were made anew and the old ones destroyed.", null);
        }
        finally
        {
            Digest.Erase(keys.WithNext);
            Digest.Erase(keys.WithPrevious);
        }
    }

    /// <summary>Makes new parts and compares them with both neighbours; nothing is in use yet, and nothing old destroyed.</summary>
    private List<AgreedReport> Renew(List<AgreedReport> agreed, uint epoch, (byte[] WithNext, byte[] WithPrevious) keys, out byte[] list)
    {
        var seed = AgreeSeed(epoch, AgreedList.Hash(_deployment, agreed));
        try
        {
            using var first = new PartOffsets(seed);
            var commitments = core.Epochs.Commit(agreed, links.Party, first);
            var gone = ListAgreement.ExchangeHandles(core, links, "reports withdrawn meanwhile", [.. agreed.Where((_, i) => !commitments.Has(i)).Select(report => report.Handle)]);
            List<int> places = [.. Enumerable.Range(0, agreed.Count).Where(i => !gone.Contains(agreed[i].Handle))];
            List<AgreedReport> reports = [.. places.Select(i => agreed[i])];
            list = Digest.Sha256(new ByteWriter().Label("chorus/v1/refresh-list").U32(epoch).Bytes(AgreedList.Hash(_deployment, reports)).Written);
            var (own, next) = (commitments.Own(places), commitments.Next(places));
            HoldingCheck.Run(links, keys, _deployment, list, next, own);
            var lacking = ExchangeCommitments(own, next);
            var order = places.Select((place, i) => (place, i)).ToDictionary(pair => pair.place, pair => pair.i);
            using var again = new PartOffsets(seed);
            core.Epochs.Renew(
                agreed,
                place => order.TryGetValue(place, out var i) ? lacking.AsSpan(i * Digest.Length, Digest.Length).ToArray() : null,
                links.Party,
                epoch,
                again);
            return reports;
        }
        finally
        {
            Digest.Erase(seed);
        }
    }

    /// <summary>
    /// Each tells each the commitments to the parts that the other lacks; the two holders of a part have to say the same,
    /// and one of them is honest. Kept, so that a part can be handed to the successor of a lost trustee by its last holder.
    /// </summary>
    private byte[] ExchangeCommitments(byte[] own, byte[] next)
    {
        const string Step = "commitments to the new parts";
        // Trustee i + 1 lacks part i, and trustee i - 1 lacks part i + 1.
        var (fromNext, fromPrevious) = links.Exchange(Step, own, next);
        return fromNext.AsSpan().SequenceEqual(fromPrevious)
            ? fromNext
            : throw new RunAbortedException(Step, null, "the two others commit to different values of the part that both hold");
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
