namespace Chorus.Mpc.Circuits;

/// <summary>Oblivious choice between bit vectors by secret index bits.</summary>
public static class Mux
{
    /// <summary>
    /// Chooses, for each position, one of 2^k vectors by k index bits, lowest bit first: a tree of
    /// b ? one : zero = zero ^ b &amp; (zero ^ one). <paramref name="choices"/> holds the vectors one after the other
    /// and ends with the result in its first <paramref name="words"/> words. 2^k - 1 gates for each position, k rounds.
    /// </summary>
    public static void Tree(Step step, int words, Share index, Share choices)
    {
        var bits = index.Length / words;
        if (choices.Length != words << bits)
        {
            throw new ArgumentException("There is one choice for every value of the index.", nameof(choices));
        }

        for (var bit = 0; bit < bits; bit++)
        {
            var pairs = 1 << (bits - bit - 1);
            using var batch = new AndBatch(step, words, pairs);
            for (var pair = 0; pair < pairs; pair++)
            {
                var one = choices.Slice(((2 * pair) + 1) * words, words);
                one.Xor(choices.Slice(2 * pair * words, words));
                batch.Add(index.Slice(bit * words, words), one);
            }

            batch.Run();
            for (var pair = 0; pair < pairs; pair++)
            {
                var result = choices.Slice(pair * words, words);
                choices.Slice(2 * pair * words, words).CopyTo(result);
                result.Xor(batch[pair]);
            }
        }
    }
}
