using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>One version of a report, with what it carries in clear and the trustees that have it on disk.</summary>
internal sealed record SimulatedVersion(SealedDeposit Sealed, int Quorum, int[] Persons)
{
    internal HashSet<int> At { get; } = [];

    internal bool Whole => At.Count == 3;

    /// <summary>Whether the site showed its reporter three acknowledgements.</summary>
    internal bool Seen { get; set; }

    internal uint Number => Sealed.Signed.Statement.Version;

    internal (Handle, uint) Name => (Sealed.Signed.Statement.Handle, Number);
}

/// <summary>One report as the plain reference knows it, by nothing but what was sent and what was written.</summary>
internal sealed class SimulatedReport(int id, int family, Reporter reporter)
{
    internal int Id => id;

    internal int Family => family;

    internal Reporter Reporter => reporter;

    /// <summary>Rising by one; each but the last was acknowledged by all three before the next was made.</summary>
    internal List<SimulatedVersion> Versions { get; } = [];

    internal SignedStatement? Withdrawal { get; set; }

    internal HashSet<int> WithdrawnAt { get; } = [];

    /// <summary>Whether the site showed its reporter three acknowledgements of the withdrawal.</summary>
    internal bool WithdrawalSeen { get; set; }

    internal Handle Handle => Versions[0].Sealed.Signed.Statement.Handle;

    /// <summary>The version that all three have, and so takes part in runs; null from the moment that one has withdrawn it.</summary>
    internal SimulatedVersion? Counting => WithdrawnAt.Count == 0 ? NewestWhole : null;

    internal SimulatedVersion? NewestWhole => Versions.FindLast(version => version.Whole);

    /// <summary>The newest version that a trustee has; 0 for none.</summary>
    internal uint NewestAt(int trustee) => WithdrawnAt.Contains(trustee) ? 0 : Versions.FindLast(version => version.At.Contains(trustee))?.Number ?? 0;
}
