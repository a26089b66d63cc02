using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chorus.Mpc.Field;

/// <summary>
/// The field GF(2^64): polynomials over GF(2) modulo x^64 + x^4 + x^3 + x + 1, bit k of a word being the coefficient
/// of x^k. Addition is XOR. Proofs draw their challenges from it: a false claim of degree d passes with probability
/// at most d / 2^64.
/// </summary>
internal static class Gf64
{
    /// <summary>Elements that a vector holds.</summary>
    public const int Lanes = 8;

    /// <summary>The product of two elements.</summary>
    public static ulong Multiply(ulong a, ulong b) => Reduce(Product(a, b));

    /// <summary>The products of eight pairs of elements.</summary>
    public static Vector512<ulong> Multiply(Vector512<ulong> a, Vector512<ulong> b)
    {
        var sum = default(Wide);
        sum.Add(a, b);
        return sum.Reduce();
    }

    /// <summary>Eight elements, each times x.</summary>
    public static Vector512<ulong> TimesX(Vector512<ulong> a)
    {
        var carry = Vector512.ShiftRightLogical(a, 63);
        return Vector512.ShiftLeft(a, 1) ^ carry ^ Vector512.ShiftLeft(carry, 1) ^ Vector512.ShiftLeft(carry, 3) ^ Vector512.ShiftLeft(carry, 4);
    }

    /// <summary>The polynomial product of 127 bits, not yet reduced.</summary>
    public static Vector128<ulong> Product(ulong a, ulong b) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(a), Vector128.CreateScalar(b), 0)
        : PlainProduct(a, b);

    /// <summary>An element from a sum of products.</summary>
    public static ulong Reduce(Vector128<ulong> product)
    {
        var high = product[1];
        // x^64 = x^4 + x^3 + x + 1; what that pushes past bit 63 again is at most 4 bits.
        var over = (high >> 63) ^ (high >> 61) ^ (high >> 60);
        high ^= over;
        return product[0] ^ high ^ (high << 1) ^ (high << 3) ^ (high << 4);
    }

    // The same bits without the instruction. Without tables and branches, so its time does not depend on the bits.
    internal static Vector128<ulong> PlainProduct(ulong a, ulong b)
    {
        var (low, high) = (0UL, 0UL);
        for (var bit = 0; bit < 64; bit++)
        {
            var mask = 0 - ((b >> bit) & 1);
            low ^= (a << bit) & mask;
            high ^= (a >> 1 >> (63 - bit)) & mask;
        }

        return Vector128.Create(low, high);
    }

    // Of the lanes 0, 2, 4 and 6: four products of two words each, at the places of the pair. With whatever the processor has: most have no
    // vectors of 512 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> EvenProducts(Vector512<ulong> a, Vector512<ulong> b)
    {
        if (Pclmulqdq.V512.IsSupported)
        {
            return Pclmulqdq.V512.CarrylessMultiply(a, b, 0x00);
        }

        var ((a0, a1), (b0, b1)) = (Halves(a), Halves(b));
        return Pclmulqdq.V256.IsSupported
            ? Vector512.Create(Pclmulqdq.V256.CarrylessMultiply(a0, b0, 0x00), Pclmulqdq.V256.CarrylessMultiply(a1, b1, 0x00))
            : Vector512.Create(
                Vector256.Create(Product(a0[0], b0[0]), Product(a0[2], b0[2])),
                Vector256.Create(Product(a1[0], b1[0]), Product(a1[2], b1[2])));
    }

    // Of the lanes 1, 3, 5 and 7, likewise.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> OddProducts(Vector512<ulong> a, Vector512<ulong> b)
    {
        if (Pclmulqdq.V512.IsSupported)
        {
            return Pclmulqdq.V512.CarrylessMultiply(a, b, 0x11);
        }

        var ((a0, a1), (b0, b1)) = (Halves(a), Halves(b));
        return Pclmulqdq.V256.IsSupported
            ? Vector512.Create(Pclmulqdq.V256.CarrylessMultiply(a0, b0, 0x11), Pclmulqdq.V256.CarrylessMultiply(a1, b1, 0x11))
            : Vector512.Create(
                Vector256.Create(Product(a0[1], b0[1]), Product(a0[3], b0[3])),
                Vector256.Create(Product(a1[1], b1[1]), Product(a1[3], b1[3])));
    }

    private static (Vector256<ulong> Lower, Vector256<ulong> Upper) Halves(Vector512<ulong> vector) => (vector.GetLower(), vector.GetUpper());

    /// <summary>One sum of products over all lanes, reduced only once at the end.</summary>
    internal struct Sum
    {
        private Vector512<ulong> _products;

        /// <summary>Adds a * b of all lanes.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<ulong> a, Vector512<ulong> b)
        {
            _products ^= EvenProducts(a, b) ^ OddProducts(a, b);
        }

        /// <summary>The sum.</summary>
        public readonly ulong Total()
        {
            var half = _products.GetLower() ^ _products.GetUpper();
            return Gf64.Reduce(half.GetLower() ^ half.GetUpper());
        }
    }

    /// <summary>Eight sums of products, reduced only once at the end.</summary>
    internal struct Wide
    {
        private Vector512<ulong> _even;
        private Vector512<ulong> _odd;

        /// <summary>Adds a * b in each lane.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<ulong> a, Vector512<ulong> b)
        {
            _even ^= EvenProducts(a, b);
            _odd ^= OddProducts(a, b);
        }

        /// <summary>The eight sums.</summary>
        public readonly Vector512<ulong> Reduce()
        {
            var (low, high) = Halves();
            var over = Vector512.ShiftRightLogical(high, 63) ^ Vector512.ShiftRightLogical(high, 61) ^ Vector512.ShiftRightLogical(high, 60);
            high ^= over;
            return low ^ high ^ Vector512.ShiftLeft(high, 1) ^ Vector512.ShiftLeft(high, 3) ^ Vector512.ShiftLeft(high, 4);
        }

        private readonly (Vector512<ulong> Low, Vector512<ulong> High) Halves()
        {
            if (Avx512F.IsSupported)
            {
                return (Avx512F.UnpackLow(_even, _odd), Avx512F.UnpackHigh(_even, _odd));
            }

            if (Avx2.IsSupported)
            {
                return (
                    Vector512.Create(Avx2.UnpackLow(_even.GetLower(), _odd.GetLower()), Avx2.UnpackLow(_even.GetUpper(), _odd.GetUpper())),
                    Vector512.Create(Avx2.UnpackHigh(_even.GetLower(), _odd.GetLower()), Avx2.UnpackHigh(_even.GetUpper(), _odd.GetUpper())));
            }

            var (low, high) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
            for (var lane = 0; lane < Lanes; lane += 2)
            {
                low = low.WithElement(lane, _even[lane]).WithElement(lane + 1, _odd[lane]);
                high = high.WithElement(lane, _even[lane + 1]).WithElement(lane + 1, _odd[lane + 1]);
            }

            return (low, high);
        }
    }
}
