using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Chorus.Mpc.Circuits;

namespace Chorus.Mpc.Sorting;

/// <summary>
/// Compares many pairs of shared rows at once and opens which of each pair is the smaller. The key is the whole high word, then
/// the lowest <paramref name="lowBits"/> bits of the low word (at least 1); the keys of a pair differ. Keeps its buffers from
/// batch to batch.
/// </summary>
internal sealed class RowComparison(Step step, int lowBits) : IDisposable
{
    private const int Block = 64;

    // Words of a batch. The planes of a batch are written side by side, so their distance must not be a power of two: they would all
    // fall into the same few lines of the cache. An odd number of lines spreads them.
    private const int MostWords = (1 << 14) - 8;

    // Bounds the memory of one batch to about 50 MB; up to here all comparisons of a level go out together.
    private const int LargestBatch = MostWords * Block;

    private ShareBuffer? _difference;
    private ShareBuffer? _right;
    private ShareBuffer? _result;

    private int Width => lowBits + 64;

    /// <summary>Bit k of <paramref name="less"/> = row left[k] &lt; row right[k].</summary>
    public void Run(ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<ulong> less)
    {
        for (var start = 0; start < left.Length; start += LargestBatch)
        {
            var count = Math.Min(LargestBatch, left.Length - start);
            Batch(rows, left.Slice(start, count), right.Slice(start, count), less[(start / Block)..]);
        }
    }

    public void Dispose()
    {
        _difference?.Dispose();
        _right?.Dispose();
        _result?.Dispose();
    }

    private void Batch(ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<ulong> less)
    {
        var words = Stride(PackedBits.Words(left.Length));
        var difference = Room(ref _difference, Width * words);
        var rightBits = Room(ref _right, Width * words);
        var result = Room(ref _result, words);
        Load(rows, left, right, difference, rightBits);
        LessThan.Run(step, Width, difference, rightBits, result);
        step.Open(result, left.Length, less);
    }

    // What an earlier batch left in it is overwritten.
    private Share Room(ref ShareBuffer? buffer, int words)
    {
        if (buffer is null || buffer.Length < words)
        {
            buffer?.Dispose();
            buffer = step.Rent(words);
        }

        return buffer.Share.Slice(0, words);
    }

    // Two words are written at a time.
    private static int Stride(int words)
    {
        var even = (words + 1) & ~1;
        return even < 64 ? even : (((words + 7) / 8) | 1) * 8;
    }

    // Two blocks of 64 pairs at a time: a row is four words and a transposition has eight lanes.
    private void Load(ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Share difference, Share rightBits)
    {
        var words = difference.Length / Width;
        Span<Vector512<ulong>> differences = stackalloc Vector512<ulong>[Block];
        Span<Vector512<ulong>> rights = stackalloc Vector512<ulong>[Block];
        for (var word = 0; word < words; word += 2)
        {
            var first = word * Block;
            if (first + (2 * Block) <= left.Length)
            {
                Gather(rows, left.Slice(first, 2 * Block), right.Slice(first, 2 * Block), differences, rights);
            }
            else
            {
                GatherLast(rows, left[Math.Min(first, left.Length)..], right[Math.Min(first, right.Length)..], differences, rights);
            }

            BitTranspose.Transpose(differences);
            BitTranspose.Transpose(rights);
            Scatter(differences, difference, word, words);
            Scatter(rights, rightBits, word, words);
        }
    }

    private static void Gather(
        ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<Vector512<ulong>> differences, Span<Vector512<ulong>> rights)
    {
        for (var k = 0; k < Block; k++)
        {
            var first = rows[right[k]];
            var second = rows[right[k + Block]];
            rights[k] = Lanes(first, second);
            differences[k] = Lanes(first ^ rows[left[k]], second ^ rows[left[k + Block]]);
        }
    }

    // Fewer pairs than two blocks; rows of zeros fill up.
    private static void GatherLast(
        ReadOnlySpan<Vector256<ulong>> rows, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<Vector512<ulong>> differences, Span<Vector512<ulong>> rights)
    {
        for (var k = 0; k < Block; k++)
        {
            var first = k < right.Length ? rows[right[k]] : default;
            var second = k + Block < right.Length ? rows[right[k + Block]] : default;
            rights[k] = Lanes(first, second);
            differences[k] = Lanes(
                k < left.Length ? first ^ rows[left[k]] : default,
                k + Block < left.Length ? second ^ rows[left[k + Block]] : default);
        }
    }

    // A row is (own high, own low, next high, next low). Lanes of both rows side by side, so that two words of a plane are stored together.
    internal static Vector512<ulong> Lanes(Vector256<ulong> first, Vector256<ulong> second)
    {
        // Without vectors of this length .NET would move one element after the other.
        if (Vector512.IsHardwareAccelerated || !Avx2.IsSupported)
        {
            return PlainLanes(first, second);
        }

        var (high, low) = (Avx2.UnpackLow(first, second), Avx2.UnpackHigh(first, second));
        return Vector512.Create(Avx2.Permute2x128(high, low, 0x20), Avx2.Permute2x128(high, low, 0x31));
    }

    internal static Vector512<ulong> PlainLanes(Vector256<ulong> first, Vector256<ulong> second) =>
        Vector512.Shuffle(Vector512.Create(first, second), Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7));

    // The low word's bits are the lower planes.
    private void Scatter(ReadOnlySpan<Vector512<ulong>> block, Share planes, int word, int words)
    {
        ref var own = ref MemoryMarshal.GetReference(planes.Own);
        ref var next = ref MemoryMarshal.GetReference(planes.Next);
        var place = (nuint)word;
        foreach (var bits in block[..lowBits])
        {
            bits.GetLower().GetUpper().StoreUnsafe(ref own, place);
            bits.GetUpper().GetUpper().StoreUnsafe(ref next, place);
            place += (nuint)words;
        }

        foreach (var bits in block)
        {
            bits.GetLower().GetLower().StoreUnsafe(ref own, place);
            bits.GetUpper().GetLower().StoreUnsafe(ref next, place);
            place += (nuint)words;
        }
    }
}
