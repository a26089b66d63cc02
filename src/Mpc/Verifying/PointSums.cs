using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>What <see cref="PointSums{T}"/> adds up at each point of the grid.</summary>
internal interface IPointProduct
{
    /// <summary>How many factors it takes.</summary>
    static abstract int Factors { get; }

    /// <summary>Adds the products of the factors, which stand side by side from <paramref name="first"/> on, to <paramref name="sum"/>.</summary>
    void Add(ref Gf64.Sum sum, in Vector512<ulong> first);
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
    public void Add(T product) => Add(product, variables, in Factors[0], ref _sums[0]);

    // References instead of spans: each names 2^left corners, by the lengths of the buffers, and sums 3^left.
    private void Add(T product, int left, in Vector512<ulong> corners, ref Gf64.Sum sums)
    {
        var half = T.Factors << (left - 1);
        ref var infinity = ref _atInfinity[left - 1][0];
        for (var i = 0; i < half; i++)
        {
            Unsafe.Add(ref infinity, i) = At(in corners, i) ^ At(in corners, half + i);
        }

        if (left == 1)
        {
            product.Add(ref sums, in corners);
            product.Add(ref Unsafe.Add(ref sums, 1), in At(in corners, half));
            product.Add(ref Unsafe.Add(ref sums, 2), in infinity);
            return;
        }

        var points = Grid.Points(left - 1);
        Add(product, left - 1, in corners, ref sums);
        Add(product, left - 1, in At(in corners, half), ref Unsafe.Add(ref sums, points));
        Add(product, left - 1, in infinity, ref Unsafe.Add(ref sums, 2 * points));
    }

    private static ref readonly Vector512<ulong> At(in Vector512<ulong> first, int place) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in first), place);
}
