namespace Chorus.Mpc;

/// <summary>What a run does against a trustee that deviates from the protocol.</summary>
public enum VerificationMode
{
    /// <summary>
    /// Secure while all three follow the protocol (passive security): one trustee that deviates can make a run open
    /// what it must not. For the trial and for measurements; whoever shows a run's result says so.
    /// </summary>
    Unverified = 0,
}
