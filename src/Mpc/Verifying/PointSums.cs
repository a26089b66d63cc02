using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>What <see cref="PointSums{T}"/> adds up at each point of the grid.</summary>
internal interface IPointProduct
{
    /// <summary>Adds the products of two pairs of factors to <paramref name="sum"/>.</summary>
    void Add(ref Gf64.Wide sum, Vector512<ulong> x1, Vector512<ulong> y1, Vector512<ulong> x2, Vector512<ulong> y2);
}

/// <summary>
/// Adds up products on the grid of two pairs of factors that are given at the corners (<see cref="Grid"/>), eight polynomials side
/// by side. One variable after the other is set to 0, 1 and infinity, which costs one XOR for each value that has to be made.
/// </summary>
internal sealed class PointSums<T>(int variables) where T : struct, IPointProduct
{
    private readonly Gf64.Wide[] _sums = new Gf64.Wide[Grid.Points(variables)];

    // For each variable that is left, the factors with the one before it at infinity.
    private readonly Vector512<ulong>[][] _atInfinity =
        [.. Enumerable.Range(0, variables).Select(left => new Vector512<ulong>[4 << left])];

    /// <summary>The sums so far, one for each point.</summary>
    public ulong[] Totals() => Array.ConvertAll(_sums, sum => sum.Total());

    /// <summary>Adds the products of four factors, each the 2^d corners of which stand at the same place of a span.</summary>
    public void Add(
        T product, ReadOnlySpan<Vector512<ulong>> x1, ReadOnlySpan<Vector512<ulong>> y1, ReadOnlySpan<Vector512<ulong>> x2, ReadOnlySpan<Vector512<ulong>> y2)
    {
        var corners = 1 << variables;
        if (x1.Length != corners || y1.Length != corners || x2.Length != corners || y2.Length != corners)
        {
            throw new ArgumentException("A factor is given at all its corners.", nameof(x1));
        }

        Add(product, variables, in x1[0], in y1[0], in x2[0], in y2[0], ref _sums[0]);
    }

    // References instead of spans: each names 2^left vectors, by the check above and the lengths of the buffers, and sums 3^left.
    private void Add(
        T product,
        int left,
        in Vector512<ulong> x1,
        in Vector512<ulong> y1,
        in Vector512<ulong> x2,
        in Vector512<ulong> y2,
        ref Gf64.Wide sums)
    {
        if (left == 1)
        {
            var (a1, b1, a2, b2) = (At(in x1, 1), At(in y1, 1), At(in x2, 1), At(in y2, 1));
            product.Add(ref sums, x1, y1, x2, y2);
            product.Add(ref Unsafe.Add(ref sums, 1), a1, b1, a2, b2);
            product.Add(ref Unsafe.Add(ref sums, 2), x1 ^ a1, y1 ^ b1, x2 ^ a2, y2 ^ b2);
            return;
        }

        var half = 1 << (left - 1);
        var points = Grid.Points(left - 1);
        ref var sum = ref _atInfinity[left - 1][0];
        for (var i = 0; i < half; i++)
        {
            Unsafe.Add(ref sum, i) = At(in x1, i) ^ At(in x1, half + i);
            Unsafe.Add(ref sum, half + i) = At(in y1, i) ^ At(in y1, half + i);
            Unsafe.Add(ref sum, (2 * half) + i) = At(in x2, i) ^ At(in x2, half + i);
            Unsafe.Add(ref sum, (3 * half) + i) = At(in y2, i) ^ At(in y2, half + i);
        }

        Add(product, left - 1, in x1, in y1, in x2, in y2, ref sums);
        Add(product, left - 1, in At(in x1, half), in At(in y1, half), in At(in x2, half), in At(in y2, half), ref Unsafe.Add(ref sums, points));
        Add(product, left - 1, in sum, in At(in sum, half), in At(in sum, 2 * half), in At(in sum, 3 * half), ref Unsafe.Add(ref sums, 2 * points));
    }

    private static ref readonly Vector512<ulong> At(in Vector512<ulong> first, int place) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in first), place);
}
