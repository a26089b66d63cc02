using Chorus.Sealing;

namespace Chorus.App.Features.Admission;

/// <summary>
/// The price of a post: nothing while few are under way, then a proof of work that gets harder the fuller a gate is
/// (docs/formats/work.md). It knows no sender; what it keeps are the salts of spent challenges, for three minutes.
/// </summary>
/// <param name="clock">Measures how old a challenge is.</param>
/// <param name="mostSpent">How many spent challenges are remembered at once; with that many, no proof is taken.</param>
internal sealed class Work(TimeProvider clock, int mostSpent = 1 << 18) : IDisposable
{
    /// <summary>Up to this share of a gate's bounds no proof is asked.</summary>
    public const double FreeLoad = 0.25;

    public const int LeastBits = 10;
    public const int MostBits = 18;

    /// <summary>How long a challenge is good for, in seconds: an old phone needs some for the work, and then connects.</summary>
    public const uint Lifetime = 180;

    private readonly AdmissionKey _key = AdmissionKey.Draw();
    private readonly SpentMarks _spent = new(Lifetime, mostSpent);
    private readonly long _drawn = clock.GetTimestamp();

    private uint Now => (uint)clock.GetElapsedTime(_drawn).TotalSeconds;

    /// <summary>What a load of 0 to 1 asks: 0 bits, or 10 to 18.</summary>
    public static int BitsFor(double load) => load <= FreeLoad
        ? 0
        : LeastBits + (int)Math.Round((load - FreeLoad) / (1 - FreeLoad) * (MostBits - LeastBits));

    /// <summary>A new challenge at the price of now.</summary>
    public WorkChallenge Challenge(Gate gate) => Challenge(gate.Load);

    /// <summary>A new challenge at the price of a load of 0 to 1.</summary>
    public WorkChallenge Challenge(double load) => WorkChallenge.Give(_key, BitsFor(load), Now + Lifetime);

    /// <summary>Takes a header's proof, after which it is spent; what is left to check is whether the body is the one.</summary>
    public WorkTaken Take(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return new(WorkVerdict.None);
        }
        var now = Now;
        // The cheapest and the tag first: of what others made up, nothing else is looked at.
        if (!WorkProof.TryDecode(header, out var proof) || !proof.Challenge.IsOf(_key) || proof.Challenge.Until < now)
        {
            return new(WorkVerdict.Foreign);
        }
        if (proof.Challenge.Bits == 0 || !proof.IsSolved)
        {
            return new(WorkVerdict.Unsolved);
        }
        return _spent.Spend(proof.Challenge.Salt, proof.Challenge.Until, now) switch
        {
            Spending.Done => new(WorkVerdict.Taken, proof),
            Spending.Before => new(WorkVerdict.Spent),
            _ => new(WorkVerdict.Full),
        };
    }

    public void Dispose() => _key.Dispose();
}

/// <param name="Verdict">What became of it.</param>
/// <param name="Proof">The proof that was taken, else null.</param>
internal readonly record struct WorkTaken(WorkVerdict Verdict, WorkProof? Proof = null);

internal enum WorkVerdict
{
    /// <summary>There was no header.</summary>
    None,

    /// <summary>No proof, or one for a challenge that is too old or not of this process.</summary>
    Foreign,

    /// <summary>The hash does not begin with so many zeros, or no work was asked by that challenge.</summary>
    Unsolved,

    /// <summary>The challenge was used before.</summary>
    Spent,

    /// <summary>More proofs came in these minutes than are remembered.</summary>
    Full,

    Taken,
}
