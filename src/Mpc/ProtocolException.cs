namespace Chorus.Mpc;

/// <summary>
/// What the trustees hold does not fit together: one of them deviated or is broken. The run is over and has opened
/// nothing that depends on the step.
/// </summary>
public sealed class ProtocolException(string step, string reason) : Exception($"{step}: {reason}")
{
    /// <summary>The step in which it showed.</summary>
    public string Step { get; } = step;

    /// <summary>What does not fit, in a sentence without secrets.</summary>
    public string Reason { get; } = reason;
}
