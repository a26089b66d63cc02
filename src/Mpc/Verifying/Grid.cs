using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// Polynomials in d variables, of degree 1 in each for a factor and 2 for a product, by their values: a factor at the
/// corners {0,1}^d, a product at the grid {0, 1, infinity}^d, where the value at infinity is the leading coefficient.
/// Corner and grid are numbered with the first variable as the highest digit. In characteristic 2 the leading coefficient of a
/// line is the sum of its two values, so bits stay bits.
/// </summary>
internal static class Grid
{
    /// <summary>Points of the grid, 3^d.</summary>
    public static int Points(int variables)
    {
        var points = 1;
        for (var i = 0; i < variables; i++)
        {
            points *= 3;
        }

        return points;
    }

    /// <summary>The number of a corner among the points of the grid.</summary>
    public static int PointOf(int corner, int variables)
    {
        var point = 0;
        for (var variable = variables - 1; variable >= 0; variable--)
        {
            point = (3 * point) + ((corner >> variable) & 1);
        }

        return point;
    }

    /// <summary>By how much each corner's value counts in a factor's value at <paramref name="at"/>: the tensor of (1 + r, r).</summary>
    public static ulong[] CornerWeights(ReadOnlySpan<ulong> at) => Tensor(at, static r => [1 ^ r, r]);

    /// <summary>By how much each grid point's value counts in a product's value at <paramref name="at"/>: the tensor of (1 + r, r, r^2 + r).</summary>
    public static ulong[] PointWeights(ReadOnlySpan<ulong> at) => Tensor(at, static r => [1 ^ r, r, Gf64.Multiply(r, r) ^ r]);

    /// <summary>Sum of value times weight.</summary>
    public static ulong Evaluate(ReadOnlySpan<ulong> values, ReadOnlySpan<ulong> weights)
    {
        var sum = Vector128<ulong>.Zero;
        for (var i = 0; i < values.Length; i++)
        {
            sum ^= Gf64.Product(values[i], weights[i]);
        }

        return Gf64.Reduce(sum);
    }

    private static ulong[] Tensor(ReadOnlySpan<ulong> at, Func<ulong, ulong[]> one)
    {
        ulong[] weights = [1];
        foreach (var r in at)
        {
            var factor = one(r);
            var longer = new ulong[weights.Length * factor.Length];
            for (var i = 0; i < longer.Length; i++)
            {
                longer[i] = Gf64.Multiply(weights[i / factor.Length], factor[i % factor.Length]);
            }

            weights = longer;
        }

        return weights;
    }
}
