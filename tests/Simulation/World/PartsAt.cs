using Chorus.Escrow.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests.World;

/// <summary>The parts of one version as the three stores hold them.</summary>
internal sealed record PartsAt(StoredVersion[] Stores)
{
    /// <summary>The epoch of the parts, the same at all three.</summary>
    internal uint Epoch => Stores.Select(store => store.Epoch).Distinct().Single();

    internal static PartsAt Of(Circle circle, SealedDeposit report) => new([.. Enumerable.Range(0, 3).Select(trustee =>
        circle.Store(trustee).Read(report.Signed.Statement.Handle, report.Signed.Statement.Version))]);

    /// <summary>What they share, after a check that both holders of each have the same.</summary>
    internal (string Escrow, int Quorum, string Fingerprints) Shared()
    {
        for (var i = 0; i < 3; i++)
        {
            Stores[i].PartNext.ShouldBe(Stores[(i + 1) % 3].PartOwn);
        }

        var parts = Stores.Select(store => Part.Decode(store.PartOwn)).ToArray();
        var shared = Part.Join(parts[0], parts[1], parts[2]);
        return (Convert.ToHexString(shared.Escrow.Span), shared.Quorum.Code, string.Join(' ', shared.Fingerprints));
    }
}
