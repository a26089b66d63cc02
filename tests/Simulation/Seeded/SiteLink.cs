using Chorus.App.Trustees;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>Thrown where the site's process ends in the middle of a request.</summary>
internal sealed class SiteKilledException() : Exception("The site was killed.");

/// <summary>Brings a statement from the site to a trustee; null where no answer comes back.</summary>
internal delegate DepositAnswer? Carry(int trustee, byte[] statement, byte[]? packet);

/// <summary>The site's way to one trustee, on which the simulation decides what arrives.</summary>
internal sealed class SiteLink(int trustee, Circle circle, Func<int, bool> reaches) : ITrusteeClient
{
    /// <summary>What becomes of the statements of the request under way.</summary>
    internal Carry? Carry { get; set; }

    public int Index => trustee;

    public Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop)
    {
        try
        {
            return Task.FromResult(Carry!(trustee, statement, packet) switch
            {
                null => new TrusteeAnswer.Unreachable("no answer came"),
                { Ack: { } ack } => new TrusteeAnswer.Acknowledged(ack),
                var refused => (TrusteeAnswer)new TrusteeAnswer.Refused(refused.Problem!, refused.Sentence),
            });
        }
        catch (Exception e) when (e is SiteKilledException or ShouldAssertException)
        {
            return Task.FromException<TrusteeAnswer>(e);
        }
    }

    public Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop) => throw new NotSupportedException();

    public Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop) => Task.FromResult(
        reaches(trustee) && circle.Trustees[trustee].PacketKeys is var (list, signature) ? new TrusteePacketKeys(list.Epoch, list.Keys, signature) : null);

    public Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop) => Task.FromResult<IReadOnlyList<TrusteeRelease>?>(
        reaches(trustee) ? [.. circle.Trustees[trustee].Releases(after).Select(release => new TrusteeRelease(release.Sequence, release.Record, release.Signature))] : null);
}
