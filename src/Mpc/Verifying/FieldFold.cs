using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// One factor of an inner product of field elements, and its later folds: cut into 2^d parts of equal length, the vector is
/// the values at the corners of as many polynomials in d variables as a part has elements. Missing elements are zero.
/// Its memory serves one proof after the other.
/// </summary>
[DebuggerDisplay("[factor]")]
internal sealed class FieldFold
{
    // Few variables send and compute the least for a long vector; many save rounds for a short one.
    private const int VariablesOfLong = 3;
    private const int VariablesOfShort = 6;
    private const int ShortLength = 1 << 12;

    // Up to here a single fold takes all that is left.
    private const int LastLength = 1 << VariablesOfShort;

    private ulong[] _elements = [];
    private bool _last;

    /// <summary>Begins a vector of <paramref name="length"/> elements, a whole number of tiles; the caller writes all of them.</summary>
    public Span<ulong> Begin(int length)
    {
        if (_elements.Length < length)
        {
            _elements = GC.AllocateUninitializedArray<ulong>(length);
        }

        Length = length;
        _last = false;
        return Elements;
    }

    /// <summary>All elements.</summary>
    public Span<ulong> Elements => _elements.AsSpan(0, Length);

    /// <summary>Overwrites what is left.</summary>
    public void Clear() => Array.Clear(_elements);

    /// <summary>Elements.</summary>
    public int Length { get; private set; }

    /// <summary>The only element of a vector of length 1.</summary>
    public ulong Single => _elements[0];

    /// <summary>How many variables the next fold of a vector of this length has.</summary>
    public static int VariablesFor(int length) =>
        length <= LastLength ? 32 - int.LeadingZeroCount(length - 1)
        : length <= ShortLength ? VariablesOfShort
        : VariablesOfLong;

    /// <summary>Makes room for the next fold: every part a whole number of vectors. All factors of a proof do it alike.</summary>
    public void Prepare()
    {
        if (Length <= LastLength)
        {
            // One element a part: each goes into the first lane of a vector of its own.
            var parts = 1 << VariablesFor(Length);
            for (var k = parts - 1; k >= 0; k--)
            {
                var element = k < Length ? _elements[k] : 0;
                _elements.AsSpan(k * Gf64.Lanes, Gf64.Lanes).Clear();
                _elements[k * Gf64.Lanes] = element;
            }

            Length = parts * Gf64.Lanes;
            _last = true;
            return;
        }

        var whole = Gf64.Lanes << VariablesFor(Length);
        var padded = (Length + whole - 1) / whole * whole;
        _elements.AsSpan(Length, padded - Length).Clear();
        Length = padded;
    }

    /// <summary>At each point of the grid, the sum of the products of all pairs of polynomials. Both are prepared.</summary>
    public static ulong[] PointSums(FieldFold a, FieldFold b, int variables)
    {
        var sums = new PointSums<Products>(variables);
        var part = a.Vectors.Length >> variables;
        for (var at = 0; at < part; at += Products.Pairs)
        {
            for (var pair = 0; pair < Products.Pairs; pair++)
            {
                a.Load(at + pair, part, sums.Factors, 2 * pair);
                b.Load(at + pair, part, sums.Factors, (2 * pair) + 1);
            }

            sums.Add(default);
        }

        return sums.Totals();
    }

    /// <summary>Evaluates all polynomials at the point that the weights stand for: the vector becomes one part long.</summary>
    public void Evaluate(ReadOnlySpan<ulong> cornerWeights)
    {
        var vectors = Vectors;
        var weights = new Vector512<ulong>[cornerWeights.Length];
        for (var corner = 0; corner < weights.Length; corner++)
        {
            weights[corner] = Vector512.Create(cornerWeights[corner]);
        }

        var part = vectors.Length / weights.Length;
        for (var at = 0; at < part; at++)
        {
            var (even, odd) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
            for (var corner = 0; corner < weights.Length; corner++)
            {
                var values = vectors[(corner * part) + at];
                even ^= Gf64.EvenProducts(values, weights[corner]);
                odd ^= Gf64.OddProducts(values, weights[corner]);
            }

            vectors[at] = Gf64.Reduce(even, odd);
        }

        Length = _last ? 1 : part * Gf64.Lanes;
    }

    private Span<Vector512<ulong>> Vectors => MemoryMarshal.Cast<ulong, Vector512<ulong>>(_elements.AsSpan(0, Length));

    // One vector of each part, or zeros past the last, to where the factor stands at each corner.
    private void Load(int at, int part, Span<Vector512<ulong>> factors, int place)
    {
        var vectors = Vectors;
        var corners = factors.Length / Products.Factors;
        for (var corner = 0; corner < corners; corner++)
        {
            factors[(corner * Products.Factors) + place] = at < part ? vectors[(corner * part) + at] : default;
        }
    }

    /// <summary>f0 f1 + f2 f3 + ...</summary>
    private readonly struct Products : IPointProduct
    {
        /// <summary>Products that are added at once, so that each sum is fetched less often.</summary>
        public const int Pairs = 4;

        public static int Factors => 2 * Pairs;

        // Not inlined: where each vector is two, the compiler gives up on a method with too many of them.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void Add(ref Gf64.Sum sum, in Vector512<ulong> lower, in Vector512<ulong> upper)
        {
            var (atZero, atOne, atInfinity) = (sum, Unsafe.Add(ref sum, 1), Unsafe.Add(ref sum, 2));
            for (var left = 0; left < Factors; left += 2)
            {
                var (a0, b0) = (At(in lower, left), At(in lower, left + 1));
                var (a1, b1) = (At(in upper, left), At(in upper, left + 1));
                atZero.Add(a0, b0);
                atOne.Add(a1, b1);
                atInfinity.Add(a0 ^ a1, b0 ^ b1);
            }

            (sum, Unsafe.Add(ref sum, 1), Unsafe.Add(ref sum, 2)) = (atZero, atOne, atInfinity);
        }

        private static Vector512<ulong> At(in Vector512<ulong> first, int place) => Unsafe.Add(ref Unsafe.AsRef(in first), place);
    }
}
