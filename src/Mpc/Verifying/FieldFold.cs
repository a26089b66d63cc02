using System.Diagnostics;
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
        var corners = 1 << variables;
        var sums = new PointSums<Products>(variables);
        Span<Vector512<ulong>> factors = new Vector512<ulong>[4 * corners];
        var part = a.Vectors.Length >> variables;
        // Two vectors of polynomials at a time; where their number is odd, zeros are the last partner.
        for (var at = 0; at < part; at += 2)
        {
            a.Load(at, part, factors[..corners]);
            b.Load(at, part, factors.Slice(corners, corners));
            a.Load(at + 1, part, factors.Slice(2 * corners, corners));
            b.Load(at + 1, part, factors.Slice(3 * corners, corners));
            sums.Add(default, factors[..corners], factors.Slice(corners, corners), factors.Slice(2 * corners, corners), factors[(3 * corners)..]);
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
            var sum = default(Gf64.Wide);
            for (var corner = 0; corner < weights.Length; corner++)
            {
                sum.Add(vectors[(corner * part) + at], weights[corner]);
            }

            vectors[at] = sum.Reduce();
        }

        Length = _last ? 1 : part * Gf64.Lanes;
    }

    private Span<Vector512<ulong>> Vectors => MemoryMarshal.Cast<ulong, Vector512<ulong>>(_elements.AsSpan(0, Length));

    private void Load(int at, int part, Span<Vector512<ulong>> corners)
    {
        var vectors = Vectors;
        for (var corner = 0; corner < corners.Length; corner++)
        {
            corners[corner] = at < part ? vectors[(corner * part) + at] : default;
        }
    }

    private readonly struct Products : IPointProduct
    {
        public void Add(ref Gf64.Wide sum, Vector512<ulong> x1, Vector512<ulong> y1, Vector512<ulong> x2, Vector512<ulong> y2)
        {
            sum.Add(x1, y1);
            sum.Add(x2, y2);
        }
    }
}
