namespace Chorus.Mpc;

/// <summary>What one phase of a run took: wall-clock time, payload bytes sent, AND gates and rounds.</summary>
public sealed record PhaseReading(string Name, TimeSpan Elapsed, long BytesSent, long AndGates, long Rounds)
{
    internal PhaseReading Plus(PhaseReading other) => this with
    {
        Elapsed = Elapsed + other.Elapsed,
        BytesSent = BytesSent + other.BytesSent,
        AndGates = AndGates + other.AndGates,
        Rounds = Rounds + other.Rounds,
    };
}
