using System.Runtime.InteropServices;
using Chorus.Sealing;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// The messages of the three proofs that run side by side: each trustee proves its own ANDs to the two others, and checks
/// theirs. For the prover p, the *left* verifier is trustee p-1 and the *right* one p+1.
/// </summary>
/// <remarks>
/// Challenges come from the keystream of the two verifiers, which the prover cannot make, and the right one tells them to it:
/// so they are random to the prover until it has sent what they test, and neither verifier chooses them. What the prover sends is shared between the two:
/// the left one's share is keystream that it can make itself, the right one's is the value masked by that. Either alone is random.
/// </remarks>
internal sealed class ProofChannel : IDisposable
{
    private readonly Step _step;
    private readonly AesStream _challengeNext;
    private readonly AesStream _challengePrevious;
    private readonly AesStream _maskNext;
    private readonly AesStream _maskPrevious;
    private readonly AesStream _lineNext;
    private readonly AesStream _linePrevious;

    public ProofChannel(Step step)
    {
        _step = step;
        _challengeNext = step.StreamWithNext("proof challenge");
        _challengePrevious = step.StreamWithPrevious("proof challenge");
        _maskNext = step.StreamWithNext("proof mask");
        _maskPrevious = step.StreamWithPrevious("proof mask");
        _lineNext = step.StreamWithNext("proof line");
        _linePrevious = step.StreamWithPrevious("proof line");
    }

    /// <summary>
    /// Waits until each prover's last product has arrived: for the proof of trustee p, p-1 received it and tells p+1, which only then
    /// tells p a challenge.
    /// </summary>
    public void AfterAllProducts()
    {
        _step.Wire.BarrierBehindNext(_step.Name);
        _step.Meter.Round();
    }

    /// <summary>New random words for each of the three proofs.</summary>
    public ForEachProof Challenge(int words)
    {
        var drawn = Draw(words);
        _step.Wire.ToPrevious(_step.Name, drawn.Right);
        var own = new ulong[words];
        _step.Wire.FromNext(_step.Name, own);
        _step.Meter.Round();
        return drawn with { Own = own };
    }

    /// <summary>New random words for the two proofs that this trustee checks; their provers do not learn them.</summary>
    public ForEachProof Draw(int words) => new([], Words(_challengePrevious, words), Words(_challengeNext, words));

    /// <summary>Shares <paramref name="values"/> of the own proof between its verifiers; takes this trustee's shares in the two others.</summary>
    public ForEachProof Share(ulong[] values)
    {
        var masked = Words(_maskPrevious, values.Length);
        Mpc.Share.Xor(masked, values);
        _step.Wire.ToNext(_step.Name, masked);
        var left = Words(_maskNext, values.Length);
        var right = new ulong[values.Length];
        _step.Wire.FromPrevious(_step.Name, right);
        _step.Meter.Round();
        return new ForEachProof([], left, right);
    }

    /// <summary>The slopes of the own proof's last lines: for its left factor and, second, its right one.</summary>
    public (ulong Left, ulong Right) OwnSlopes() => (Words(_maskPrevious, 1)[0], Words(_lineNext, 1)[0]);

    /// <summary>The slopes of the lines that this trustee knows in the others' proofs: the left factor's as left verifier, the right one's as right verifier.</summary>
    public (ulong Left, ulong Right) CheckedSlopes() => (Words(_maskNext, 1)[0], Words(_linePrevious, 1)[0]);

    /// <summary>Exchanges what the verifiers of one proof compare: as left one with the previous trustee, as right one with the next.</summary>
    public (ulong[] FromRight, ulong[] FromLeft) Compare(ulong[] asLeft, ulong[] asRight)
    {
        _step.Wire.ToPrevious(_step.Name, asLeft);
        _step.Wire.ToNext(_step.Name, asRight);
        var fromRight = new ulong[asLeft.Length];
        var fromLeft = new ulong[asRight.Length];
        _step.Wire.FromPrevious(_step.Name, fromRight);
        _step.Wire.FromNext(_step.Name, fromLeft);
        _step.Meter.Round();
        return (fromRight, fromLeft);
    }

    public void Dispose()
    {
        foreach (var stream in (AesStream[])[_challengeNext, _challengePrevious, _maskNext, _maskPrevious, _lineNext, _linePrevious])
        {
            stream.Dispose();
        }
    }

    private static ulong[] Words(AesStream stream, int words)
    {
        var drawn = new ulong[words];
        stream.Fill(MemoryMarshal.AsBytes(drawn.AsSpan()));
        return drawn;
    }
}

/// <summary>Something of each of the three proofs: of the own one, of the next trustee's (of which this one is the left verifier) and of the previous one's (right verifier).</summary>
internal readonly record struct ForEachProof(ulong[] Own, ulong[] Left, ulong[] Right);
