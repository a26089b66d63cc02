namespace Chorus.Mpc.Verifying;

/// <summary>
/// The factors that a trustee knows after the first fold of the three proofs: both of its own, and one of each other's. The memory
/// is a session's, since one proof follows the other.
/// </summary>
internal sealed class ProofFactors
{
    /// <summary>x_i, then y_i, of the own proof.</summary>
    public FieldFold OwnLeft { get; } = new();

    /// <summary>y_(i+1), then x_(i+1), of the own proof.</summary>
    public FieldFold OwnRight { get; } = new();

    /// <summary>The left factor of the next trustee's proof.</summary>
    public FieldFold Left { get; } = new();

    /// <summary>The right factor of the previous trustee's proof.</summary>
    public FieldFold Right { get; } = new();

    private FieldFold[] All => [OwnLeft, OwnRight, Left, Right];

    /// <summary>Evaluates the transcript's columns at the points <paramref name="at"/> and puts the weights on the left factors.</summary>
    public void Begin(Transcript transcript, int words, ForEachProof weights, ForEachProof at)
    {
        foreach (var factor in All)
        {
            factor.Begin(2 * words);
        }

        var (own, ofNext, ofPrevious) = (Table(at.Own), Table(at.Left), Table(at.Right));
        BitFold.Evaluate(transcript.XOwn[..words], new(own, OwnLeft, 0, weights.Own), new(ofPrevious, Right, words));
        BitFold.Evaluate(transcript.YOwn[..words], new(own, OwnLeft, words, weights.Own), new(ofPrevious, Right, 0));
        BitFold.Evaluate(transcript.XNext[..words], new(own, OwnRight, words), new(ofNext, Left, 0, weights.Left));
        BitFold.Evaluate(transcript.YNext[..words], new(own, OwnRight, 0), new(ofNext, Left, words, weights.Left));
    }

    /// <summary>Makes all ready for the next fold.</summary>
    public void Prepare()
    {
        foreach (var factor in All)
        {
            factor.Prepare();
        }
    }

    /// <summary>Folds each at its proof's point.</summary>
    public void Evaluate(ForEachProof at)
    {
        OwnLeft.Evaluate(Grid.CornerWeights(at.Own));
        OwnRight.Evaluate(Grid.CornerWeights(at.Own));
        Left.Evaluate(Grid.CornerWeights(at.Left));
        Right.Evaluate(Grid.CornerWeights(at.Right));
    }

    /// <summary>Overwrites all.</summary>
    public void Clear()
    {
        foreach (var factor in All)
        {
            factor.Clear();
        }
    }

    private static CornerTable Table(ulong[] at) => CornerTable.For(Grid.CornerWeights(at));
}
