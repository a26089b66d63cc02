using System.Runtime.Intrinsics;
using Chorus.Mpc.Circuits;

namespace Chorus.Mpc.Sorting;

/// <summary>Compares many pairs of shared rows at once and opens which of each pair is the smaller.</summary>
internal static class RowComparison
{
    private const int Block = 64;

    // Bounds the memory of one batch to about 60 MB; up to here all comparisons of a level go out together.
    private const int LargestBatch = 1 << 20;

    /// <summary>
    /// Bit k of <paramref name="less"/> = row left[k] &lt; row right[k]. The key is the whole high word, then the
    /// lowest <paramref name="lowBits"/> bits of the low word (at least 1); the keys of a pair differ.
    /// </summary>
    public static void Run(
        Step step, ReadOnlySpan<Vector256<ulong>> rows, int lowBits, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<ulong> less)
    {
        for (var start = 0; start < left.Length; start += LargestBatch)
        {
            var count = Math.Min(LargestBatch, left.Length - start);
            Batch(step, rows, lowBits, left.Slice(start, count), right.Slice(start, count), less[(start / 64)..]);
        }
    }

    private static void Batch(
        Step step, ReadOnlySpan<Vector256<ulong>> rows, int lowBits, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<ulong> less)
    {
        var words = PackedBits.Words(left.Length);
        var width = lowBits + 64;
        using var difference = step.Rent(width * words);
        using var rightBits = step.Rent(width * words);
        using var result = step.Rent(words);
        Load(rows, lowBits, left, right, difference.Share, rightBits.Share);
        LessThan.Run(step, width, difference.Share, rightBits.Share, result.Share);
        step.Open(result.Share, left.Length, less);
    }

    // Two blocks of 64 pairs at a time: a row is four words and a transposition has eight lanes.
    private static void Load(
        ReadOnlySpan<Vector256<ulong>> rows, int lowBits, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Share difference, Share rightBits)
    {
        var words = PackedBits.Words(left.Length);
        Span<Vector512<ulong>> differences = stackalloc Vector512<ulong>[Block];
        Span<Vector512<ulong>> rights = stackalloc Vector512<ulong>[Block];
        for (var word = 0; word < words; word += 2)
        {
            for (var k = 0; k < Block; k++)
            {
                var (first, second) = ((word * Block) + k, ((word + 1) * Block) + k);
                var (firstRight, firstDifference) = Pair(rows, left, right, first);
                var (secondRight, secondDifference) = Pair(rows, left, right, second);
                rights[k] = Vector512.Create(firstRight, secondRight);
                differences[k] = Vector512.Create(firstDifference, secondDifference);
            }

            BitTranspose.Transpose(differences);
            BitTranspose.Transpose(rights);
            var both = word + 1 < words;
            Scatter(differences, lowBits, difference, word, words, both);
            Scatter(rights, lowBits, rightBits, word, words, both);
        }
    }

    private static (Vector256<ulong> Right, Vector256<ulong> Difference) Pair(
        ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, int pair)
    {
        if (pair >= left.Length)
        {
            return default;
        }

        var row = rows[right[pair]];
        return (row, row ^ rows[left[pair]]);
    }

    private static void Scatter(ReadOnlySpan<Vector512<ulong>> block, int lowBits, Share planes, int word, int words, bool both)
    {
        // A row is (own high, own low, next high, next low); the low word's bits are the lower planes.
        ScatterLane(block[..lowBits], lane: 1, planes, word, words, both);
        ScatterLane(block, lane: 0, planes, (lowBits * words) + word, words, both);
    }

    private static void ScatterLane(ReadOnlySpan<Vector512<ulong>> block, int lane, Share planes, int place, int words, bool both)
    {
        foreach (var bits in block)
        {
            planes.Own[place] = bits[lane];
            planes.Next[place] = bits[lane + 2];
            if (both)
            {
                planes.Own[place + 1] = bits[lane + 4];
                planes.Next[place + 1] = bits[lane + 6];
            }

            place += words;
        }
    }
}
