using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>One slot of one report that a run releases.</summary>
/// <param name="Report">Index of the report in the list that the run was given.</param>
/// <param name="Slot">0..3.</param>
/// <param name="Tag">Random, the same for all rows of one group of this run and of no other.</param>
public readonly record struct ReleasedRow(int Report, int Slot, ulong Tag);

/// <summary>What a run opened, the same at all three trustees, and what it took at this one.</summary>
/// <param name="RunId">16 bytes, random, agreed by the three.</param>
/// <param name="Mode">Whether the run was verified; who shows the result says so.</param>
/// <param name="Released">Ordered by report and slot.</param>
/// <param name="Stats">Counts and times of this trustee.</param>
public sealed record RunOutcome(byte[] RunId, VerificationMode Mode, IReadOnlyList<ReleasedRow> Released, RunStats Stats);

/// <summary>What a run took at one trustee: payload bytes, not counting the framing of links.</summary>
public sealed record RunStats(int Rows, long BytesSent, long Messages, long AndGates, long Rounds, IReadOnlyList<PhaseReading> Phases)
{
    /// <summary>Time of all phases together.</summary>
    public TimeSpan Elapsed => Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Elapsed);
}
