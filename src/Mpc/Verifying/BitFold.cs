using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// The first fold of a proof, over bits. The gates lie in tiles of 64 vectors of 8 words: word e of block l is word l of
/// vector e. A block is a polynomial in 6 variables with the words as its values at the 64 corners, bit by bit; blocks
/// are added up with weights, and the 64 bits of a word with the weights 1, x, x^2, ..., which is reading the word as a
/// field element. So the product of two factors needs, at each of the 3^6 points of the grid, AND and XOR of words and
/// one multiplication for 64 gates.
/// </summary>
internal static class BitFold
{
    /// <summary>Variables.</summary>
    public const int Variables = 6;

    /// <summary>Words of a tile.</summary>
    public const int TileWords = Corners * Gf64.Lanes;

    /// <summary>Corners, and bits of a word.</summary>
    public const int Corners = 64;

    /// <summary>
    /// At each corner, the sum over all blocks of weight times word. <paramref name="weights"/>: one for each block.
    /// </summary>
    public static ulong[] CornerSums(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> weights)
    {
        var sums = new Gf64.Sum[Corners];
        var vectors = MemoryMarshal.Cast<ulong, Vector512<ulong>>(words);
        var blocks = MemoryMarshal.Cast<ulong, Vector512<ulong>>(weights);
        for (var tile = 0; tile < blocks.Length; tile++)
        {
            var part = vectors.Slice(tile * Corners, Corners);
            for (var corner = 0; corner < Corners; corner++)
            {
                sums[corner].Add(part[corner], blocks[tile]);
            }
        }

        return Array.ConvertAll(sums, sum => sum.Total());
    }

    /// <summary>
    /// At each point of the grid, the sum over all blocks of weight times (a1 &amp; b1 ^ a2 &amp; b2). All of the same length, a whole number of tiles.
    /// </summary>
    public static ulong[] PointSums(
        ReadOnlySpan<ulong> a1, ReadOnlySpan<ulong> b1, ReadOnlySpan<ulong> a2, ReadOnlySpan<ulong> b2, ReadOnlySpan<ulong> weights)
    {
        var sums = new PointSums<WeighedAnds>(Variables);
        var blocks = MemoryMarshal.Cast<ulong, Vector512<ulong>>(weights);
        for (var tile = 0; tile < blocks.Length; tile++)
        {
            Interleave(sums.Factors, Tile(a1, tile), Tile(b1, tile), Tile(a2, tile), Tile(b2, tile));
            sums.Add(new WeighedAnds(blocks[tile]));
        }

        return sums.Totals();
    }

    /// <summary>
    /// Evaluates every bit of every block at the points of the targets. Bit b of block l of a tile becomes element 8 b + l of the tile in each target.
    /// </summary>
    public static void Evaluate(ReadOnlySpan<ulong> words, params ReadOnlySpan<BitFoldTarget> targets)
    {
        Span<Vector512<ulong>> arranged = stackalloc Vector512<ulong>[Corners];
        for (var tile = 0; tile * TileWords < words.Length; tile++)
        {
            Tile(words, tile).CopyTo(arranged);
            CornerTable.Arrange(arranged);
            foreach (var target in targets)
            {
                var elements = MemoryMarshal.Cast<ulong, Vector512<ulong>>(target.Fold.Elements.Slice(target.Start + (tile * TileWords), TileWords));
                target.Table.Evaluate(arranged, elements);
                if (target.Weights is { } weights)
                {
                    Weigh(elements, MemoryMarshal.Cast<ulong, Vector512<ulong>>(weights.AsSpan())[tile]);
                }
            }
        }
    }

    // Multiplies the element of bit b of a block by the block's weight and x^b.
    private static void Weigh(Span<Vector512<ulong>> elements, Vector512<ulong> weights)
    {
        foreach (ref var vector in elements)
        {
            vector = Gf64.Multiply(vector, weights);
            weights = Gf64.TimesX(weights);
        }
    }

    private static ReadOnlySpan<Vector512<ulong>> Tile(ReadOnlySpan<ulong> words, int tile) =>
        MemoryMarshal.Cast<ulong, Vector512<ulong>>(words.Slice(tile * TileWords, TileWords));

    private static void Interleave(
        Span<Vector512<ulong>> factors,
        ReadOnlySpan<Vector512<ulong>> a1,
        ReadOnlySpan<Vector512<ulong>> b1,
        ReadOnlySpan<Vector512<ulong>> a2,
        ReadOnlySpan<Vector512<ulong>> b2)
    {
        for (var corner = 0; corner < Corners; corner++)
        {
            var target = factors.Slice(WeighedAnds.Factors * corner, WeighedAnds.Factors);
            (target[0], target[1], target[2], target[3]) = (a1[corner], b1[corner], a2[corner], b2[corner]);
        }
    }

    /// <summary>Weight times (f0 &amp; f1 ^ f2 &amp; f3).</summary>
    private readonly struct WeighedAnds(Vector512<ulong> weights) : IPointProduct
    {
        public static int Factors => 4;

        // Not inlined: where each vector is two, the compiler gives up on a method with too many of them.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void Add(ref Gf64.Sum sum, in Vector512<ulong> lower, in Vector512<ulong> upper)
        {
            var (a0, b0, c0, d0) = (lower, At(in lower, 1), At(in lower, 2), At(in lower, 3));
            var (a1, b1, c1, d1) = (upper, At(in upper, 1), At(in upper, 2), At(in upper, 3));
            sum.Add((a0 & b0) ^ (c0 & d0), weights);
            Unsafe.Add(ref sum, 1).Add((a1 & b1) ^ (c1 & d1), weights);
            Unsafe.Add(ref sum, 2).Add(((a0 ^ a1) & (b0 ^ b1)) ^ ((c0 ^ c1) & (d0 ^ d1)), weights);
        }

        private static Vector512<ulong> At(in Vector512<ulong> first, int place) => Unsafe.Add(ref Unsafe.AsRef(in first), place);
    }
}

/// <summary>Where values of a bit fold go: at which point, into which vector, from which element on, and with which weights of the blocks, if any.</summary>
internal readonly record struct BitFoldTarget(CornerTable Table, FieldFold Fold, int Start, ulong[]? Weights = null);
