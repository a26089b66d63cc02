namespace Chorus.Mpc.Shuffling;

/// <summary>Which neighbour a key, a mask or a permutation is shared with.</summary>
internal enum Pair
{
    Next,
    Previous,
}

/// <summary>The two permutations that a trustee knows of a shuffle, the same for all columns.</summary>
internal sealed class ShufflePermutations(Step step, int count)
{
    private int[]? _withNext;
    private int[]? _withPrevious;

    /// <summary>Rows.</summary>
    public int Count => count;

    /// <summary>Where each row of the result comes from.</summary>
    public ReadOnlySpan<int> Of(Pair pair) => pair == Pair.Next ? _withNext ??= Draw(pair) : _withPrevious ??= Draw(pair);

    private int[] Draw(Pair pair)
    {
        using var stream = step.StreamWith(pair, "permutation");
        var permutation = new int[count];
        Permutation.Draw(stream, permutation);
        return permutation;
    }
}
