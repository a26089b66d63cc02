namespace Chorus.Mpc;

/// <summary>What a run does against a trustee that deviates from the protocol.</summary>
public enum VerificationMode
{
    /// <summary>
    /// Secure while all three follow the protocol (passive security): one trustee that deviates can make a run open
    /// what it must not. For measurements only; whoever shows a run's result says so.
    /// </summary>
    Unverified = 0,

    /// <summary>
    /// Secure with abort against one trustee that deviates: every AND and every shuffle is verified before anything that
    /// depends on it is opened (docs/protocol.md).
    /// </summary>
    Verified = 1,
}
