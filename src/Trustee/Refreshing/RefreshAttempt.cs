using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
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
    private const string SeedStep = "seed of the new parts";

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
            var reports = Prepare(agreed, epoch, keys);
            core.Settle(reports);
            EpochSettlement.Run(links, core.Epochs);
            return new RunReport(RunEnd.Completed, Hour.Now(core.Time), 0, $"Epoch {epoch} has begun: the packet keys and the parts of {reports.Count} reports were made anew and the old parts destroyed.", null);
        }
        finally
        {
            Digest.Erase(keys.WithNext);
            Digest.Erase(keys.WithPrevious);
        }
    }

    private List<AgreedReport> Prepare(List<AgreedReport> agreed, uint epoch, (byte[] WithNext, byte[] WithPrevious) keys)
    {
        var key = BoxKey.Generate();
        List<AgreedReport> reports;
        byte[] list;
        byte[][] circle;
        try
        {
            reports = Renew(agreed, epoch, keys, key, out list, out circle);
        }
        catch
        {
            key.Dispose();
            throw;
        }

        core.Epochs.Prepare(epoch, list, key, circle);
        return reports;
    }

    /// <summary>Makes new parts and compares them with both neighbours; nothing is in use yet, and nothing old destroyed.</summary>
    private List<AgreedReport> Renew(
        List<AgreedReport> agreed, uint epoch, (byte[] WithNext, byte[] WithPrevious) keys, BoxKey key, out byte[] list, out byte[][] circle)
    {
        var seed = AgreeSeed(epoch, AgreedList.Hash(_deployment, agreed), key, out circle);
        try
        {
            using var first = new PartOffsets(seed);
            var commitments = core.Epochs.Commit(agreed, links.Party, first);
            var gone = ListAgreement.ExchangeHandles(core, links, "reports withdrawn meanwhile", [.. agreed.Where((_, i) => !commitments.Has(i)).Select(report => report.Handle)]);
            List<int> places = [.. Enumerable.Range(0, agreed.Count).Where(i => !gone.Contains(agreed[i].Handle))];
            List<AgreedReport> reports = [.. places.Select(i => agreed[i])];
            list = Digest.Sha256(new ByteWriter().Label("chorus/v1/refresh-list").U32(epoch).Bytes(AgreedList.Hash(_deployment, reports)).Bytes(circle[0]).Bytes(circle[1]).Bytes(circle[2]).Written);
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
    /// 32 bytes that all three drew together, and the new packet key of each. Every trustee has to know all three offsets (two of
    /// them give the third), so there is nothing to hide among the three; the links' own keys are ephemeral, and the seed is erased after use.
    /// </summary>
    private byte[] AgreeSeed(uint epoch, byte[] list, BoxKey key, out byte[][] circle)
    {
        var own = SecureRandom.Bytes(SeedLength);
        byte[] message = [.. own, .. key.PublicKey];
        var (next, previous) = links.Exchange(SeedStep, message);
        byte[][] drawn = new byte[3][];
        (drawn[links.Party], drawn[links.NextParty], drawn[links.PreviousParty]) = (message, next, previous);
        byte[] secrets = [.. drawn.SelectMany(each => each.AsSpan(0, SeedLength).ToArray())];
        circle = [.. drawn.Select(each => each.AsSpan(SeedLength).ToArray())];
        var seed = Hkdf.Derive(secrets, new ByteWriter().Label("chorus/v1/refresh").Bytes(_deployment).U32(epoch).Bytes(list).Written, SeedLength);
        foreach (var secret in (byte[][])[own, message, next, previous, secrets])
        {
            Digest.Erase(secret);
        }

        // With one seed the three offsets of every report XOR to nothing: a trustee that would shift what the parts share
        // has to send the two others different bytes, and that shows here; and so does one that names different packet keys to them.
        var proof = Hkdf.Derive(seed, new ByteWriter().Label("chorus/v1/refresh-seed").Bytes(circle[0]).Bytes(circle[1]).Bytes(circle[2]).Written, Digest.Length);
        var (nextProof, previousProof) = links.Exchange(SeedStep, proof);
        if (!Digest.FixedTimeEquals(proof, nextProof) || !Digest.FixedTimeEquals(proof, previousProof))
        {
            Digest.Erase(seed);
            throw new RunAbortedException(SeedStep, null, "the three have different seeds or packet keys: one of them sent the others different bytes, or has another list");
        }

        RequireUsable(epoch, circle, seed);
        return seed;
    }

    /// <summary>Reporters could seal to no key of a list with one that is none, or that two trustees share.</summary>
    private void RequireUsable(uint epoch, byte[][] circle, byte[] seed)
    {
        try
        {
            _ = new PacketKeyList(_deployment, epoch, circle);
            foreach (var key in circle)
            {
                Hpke.Seal(key, [], [], []);
            }
        }
        catch (Exception e) when (e is MalformedException or ArgumentException)
        {
            Digest.Erase(seed);
            throw new RunAbortedException(SeedStep, null, "a new packet key cannot be used", e);
        }
    }

    private RunReport Aborted(string reason) =>
        new(RunEnd.Aborted, Hour.Now(core.Time), 0, $"The refresh was broken off and cost no report; the next one tries again. {reason}", null);
}
