using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>What <see cref="PointSums{T}"/> adds up at each point of the grid.</summary>
internal interface IPointProduct
{
    /// <summary>How many factors it takes.</summary>
    static abstract int Factors { get; }

    /// <summary>
    /// Adds the products of the factors where one variable is 0, 1 and infinity to three sums, <paramref name="sum"/> and the two behind it. The
    /// factors stand side by side from <paramref name="lower"/> on at 0, from <paramref name="upper"/> on at 1.
    /// </summary>
    void Add(ref Gf64.Sum sum, in Vector512<ulong> lower, in Vector512<ulong> upper);
}

/// <summary>
/// Adds up products on the grid of factors that are given at the corners (<see cref="Grid"/>), eight polynomials side
/// by side. One variable after the other is set to 0, 1 and infinity, which costs one XOR for each value that has to be made.
/// </summary>
internal sealed class PointSums<T>(int variables) where T : struct, IPointProduct
{
    private readonly Gf64.Sum[] _sums = new Gf64.Sum[Grid.Points(variables)];

    // For each number of variables that are left, the factors with the one before them at infinity.
    private readonly Vector512<ulong>[][] _atInfinity =
        [.. Enumerable.Range(0, variables).Select(left => new Vector512<ulong>[T.Factors << left])];

    /// <summary>The factors at all corners: those of one corner side by side, corner after corner. Write here, then call <see cref="Add(T)"/>.</summary>
    public Vector512<ulong>[] Factors { get; } = new Vector512<ulong>[T.Factors << variables];

    /// <summary>The sums so far, one for each point.</summary>
    public ulong[] Totals() => Array.ConvertAll(_sums, sum => sum.Total());

    /// <summary>Adds the products of what stands in <see cref="Factors"/>.</summary>
    public void Add(in T product) => Add(in product, variables, ref Factors[0], ref _sums[0]);

    // References instead of spans: corners are the factors at 2^left corners, sums 3^left.
    private void Add(in T product, int left, ref Vector512<ulong> corners, ref Gf64.Sum sums)
    {
        var half = T.Factors << (left - 1);
        ref var upper = ref Unsafe.Add(ref corners, half);
        if (left == 1)
        {
            product.Add(ref sums, in corners, in upper);
            return;
        }

        ref var infinity = ref _atInfinity[left - 1][0];
        Xor(ref corners, ref upper, ref infinity, half);
        if (left == 2)
        {
            // The same as below, without calls for so little.
            product.Add(ref sums, in corners, in Unsafe.Add(ref corners, T.Factors));
            product.Add(ref Unsafe.Add(ref sums, 3), in upper, in Unsafe.Add(ref upper, T.Factors));
            product.Add(ref Unsafe.Add(ref sums, 6), in infinity, in Unsafe.Add(ref infinity, T.Factors));
            return;
        }

        var points = Grid.Points(left - 1);
        Add(in product, left - 1, ref corners, ref sums);
        Add(in product, left - 1, ref upper, ref Unsafe.Add(ref sums, points));
        Add(in product, left - 1, ref infinity, ref Unsafe.Add(ref sums, 2 * points));
    }

    private static void Xor(ref Vector512<ulong> a, ref Vector512<ulong> b, ref Vector512<ulong> sum, int vectors)
    {
        // By words, because that way the address of a vector's second half costs nothing where a vector is two.
        ref var left = ref Unsafe.As<Vector512<ulong>, ulong>(ref a);
        ref var right = ref Unsafe.As<Vector512<ulong>, ulong>(ref b);
        ref var both = ref Unsafe.As<Vector512<ulong>, ulong>(ref sum);
        var words = (nuint)vectors * Gf64.Lanes;
        for (nuint at = 0; at < words; at += Gf64.Lanes)
        {
            (Vector512.LoadUnsafe(ref left, at) ^ Vector512.LoadUnsafe(ref right, at)).StoreUnsafe(ref both, at);
        }
    }
}
