using System.Runtime.InteropServices;
using Chorus.Mpc.Field;
using Chorus.Sealing;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// Verifies all ANDs of a transcript: each trustee proves to the two others that every product it sent is the right one. Whoever
/// lied in a single bit is found out but for a chance below 2^-57. Sent are some thousand words, however many gates there are.
/// </summary>
/// <remarks>
/// A distributed proof of an inner product (Boneh, Boyle, Corrigan-Gibbs, Gilboa, Ishai, CRYPTO 2019; Boyle, Gilboa, Ishai, Nof,
/// "Practical Fully Secure Three-Party Computation via Sublinear Distributed Zero-Knowledge Proofs", CCS 2019). What is claimed is u ^ v = x_i y_(i+1) ^ y_i x_(i+1) for
/// every gate (<see cref="Transcript"/>): the left factors are known to trustee i-1, the right ones to trustee i+1, and all to the
/// prover. Summed up with random weights this is one claim about one inner product over GF(2^64), and folds make it shorter: the factors become
/// polynomials, the prover gives their product on a grid, and a random point turns the claim into one about values there. The last fold ends with
/// one factor on either side, which the verifiers show each other on a random line through it (so that nothing is learnt from it).
/// The weights are random only once all products are sent, and each point only once the grid is.
/// </remarks>
internal sealed class AndProof(Step step, ProofFactors factors) : IDisposable
{
    private const int SeedWords = 2;

    private readonly ProofChannel _channel = new(step);

    /// <summary>Checks the transcript, which is complete, and empties it.</summary>
    /// <exception cref="ProtocolException">A proof does not hold.</exception>
    public void Verify(Transcript transcript)
    {
        transcript.PadTo(BitFold.TileWords);
        var words = transcript.Words;
        _channel.AfterAllProducts();
        var seeds = _channel.Challenge(SeedWords);
        var weights = new ForEachProof(Weights(seeds.Own, words), Weights(seeds.Left, words), Weights(seeds.Right, words));
        var (left, right) = (new ClaimShare(), new ClaimShare());
        var at = Begin(transcript, words, weights, left, right);
        factors.Begin(transcript, words, weights, at);
        transcript.Empty();
        while (factors.OwnLeft.Length > 1)
        {
            Fold(left, right);
        }

        Finish(left, right);
    }

    public void Dispose() => _channel.Dispose();

    private ForEachProof Begin(Transcript transcript, int words, ForEachProof weights, ClaimShare left, ClaimShare right)
    {
        var points = BitFold.PointSums(
            transcript.XOwn[..words], transcript.YNext[..words], transcript.YOwn[..words], transcript.XNext[..words], weights.Own);
        var leftCorners = BitFold.CornerSums(transcript.ClaimOfNext[..words], weights.Left);
        var rightCorners = BitFold.CornerSums(transcript.MaskOfPrevious[..words], weights.Right);
        var others = _channel.Share(ClaimShare.WithoutCorners(points, BitFold.Variables));
        var at = _channel.Challenge(BitFold.Variables);
        left.Begin(leftCorners, others.Left, at.Left);
        right.Begin(rightCorners, others.Right, at.Right);
        return at;
    }

    private void Fold(ClaimShare left, ClaimShare right)
    {
        var variables = FieldFold.VariablesFor(factors.OwnLeft.Length);
        factors.Prepare();
        var points = FieldFold.PointSums(factors.OwnLeft, factors.OwnRight, variables);
        var given = _channel.Share(ClaimShare.WithoutLastCorner(points, variables));
        var at = _channel.Challenge(variables);
        left.Fold(given.Left, at.Left);
        right.Fold(given.Right, at.Right);
        factors.Evaluate(at);
    }

    // Left: a + s X with the slope s that prover and left verifier know; right: b + t X likewise. Their product is
    // ab + (a t + b s) X + s t X^2, of which the verifiers share the first coefficient already. A value of a line at X != 0 is uniform.
    private void Finish(ClaimShare left, ClaimShare right)
    {
        var (s, t) = _channel.OwnSlopes();
        var linear = Gf64.Multiply(factors.OwnLeft.Single, t) ^ Gf64.Multiply(factors.OwnRight.Single, s);
        var (leftSlope, rightSlope) = _channel.CheckedSlopes();
        var given = _channel.Share([linear, Gf64.Multiply(s, t)]);
        var at = _channel.Draw(1);
        var asLeft = OnLine(factors.Left.Single, leftSlope, left.Value, given.Left, at.Left[0]);
        var asRight = OnLine(factors.Right.Single, rightSlope, right.Value, given.Right, at.Right[0]);
        var (fromRight, fromLeft) = _channel.Compare(asLeft, asRight);
        Require(asLeft, fromRight, step.NextParty);
        Require(fromLeft, asRight, step.PreviousParty);
    }

    private static ulong[] OnLine(ulong factor, ulong slope, ulong claim, ulong[] coefficients, ulong drawn)
    {
        var at = Math.Max(1, drawn);
        return [factor ^ Gf64.Multiply(slope, at), claim ^ Gf64.Multiply(at, coefficients[0] ^ Gf64.Multiply(at, coefficients[1]))];
    }

    private void Require(ulong[] left, ulong[] right, int prover)
    {
        if (Gf64.Multiply(left[0], right[0]) != (left[1] ^ right[1]))
        {
            throw new ProtocolException(step.Name, $"what trustee {prover} sent for its ANDs does not hold; it, or the other trustee that checked it, deviated.");
        }
    }

    private static ulong[] Weights(ulong[] seed, int words)
    {
        var weights = new ulong[words / BitFold.Corners];
        using var stream = new AesStream(MemoryMarshal.AsBytes(seed.AsSpan()));
        stream.Fill(MemoryMarshal.AsBytes(weights.AsSpan()));
        return weights;
    }
}
