using System.Runtime.Intrinsics;
using Chorus.Mpc.Circuits;

namespace Chorus.Mpc.Sorting;

/// <summary>Compares many pairs of shared rows at once and opens which of each pair is the smaller.</summary>
internal static class RowComparison
{
    // Bounds the memory of one batch to about 60 MB; up to here all comparisons of a level go out together.
    private const int LargestBatch = 1 << 19;

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

    private static void Load(
        ReadOnlySpan<Vector256<ulong>> rows, int lowBits, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Share difference, Share rightBits)
    {
        var words = PackedBits.Words(left.Length);
        Span<Vector256<ulong>> differences = stackalloc Vector256<ulong>[64];
        Span<Vector256<ulong>> rights = stackalloc Vector256<ulong>[64];
        for (var word = 0; word < words; word++)
        {
            var start = word * 64;
            var count = Math.Min(64, left.Length - start);
            for (var k = 0; k < count; k++)
            {
                rights[k] = rows[right[start + k]];
                differences[k] = rights[k] ^ rows[left[start + k]];
            }

            differences[count..].Clear();
            rights[count..].Clear();
            BitTranspose.Transpose(differences);
            BitTranspose.Transpose(rights);
            Scatter(differences, lowBits, difference, word, words);
            Scatter(rights, lowBits, rightBits, word, words);
        }
    }

    private static void Scatter(ReadOnlySpan<Vector256<ulong>> block, int lowBits, Share planes, int word, int words)
    {
        var place = word;
        for (var bit = 0; bit < lowBits; bit++, place += words)
        {
            planes.Own[place] = block[bit][1];
            planes.Next[place] = block[bit][3];
        }

        for (var bit = 0; bit < 64; bit++, place += words)
        {
            planes.Own[place] = block[bit][0];
            planes.Next[place] = block[bit][2];
        }
    }
}
