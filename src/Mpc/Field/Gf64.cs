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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> a, Vector512<ulong> b) => Reduce(EvenProducts(a, b), OddProducts(a, b));

    /// <summary>Eight elements, each times x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> TimesX(Vector512<ulong> a)
    {
        var carry = Vector512.LessThan(a.AsInt64(), Vector512<long>.Zero).AsUInt64();
        return Vector512.ShiftLeft(a, 1) ^ (carry & Vector512.Create(0b11011UL));
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

    /// <summary>Eight elements from sums of even products and of odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Reduce(Vector512<ulong> even, Vector512<ulong> odd)
    {
        var low = LowWords(even, odd);
        var high = HighWords(even, odd);
        var over = Vector512.ShiftRightLogical(high, 63) ^ Vector512.ShiftRightLogical(high, 61) ^ Vector512.ShiftRightLogical(high, 60);
        high ^= over;
        return low ^ high ^ Vector512.ShiftLeft(high, 1) ^ Vector512.ShiftLeft(high, 3) ^ Vector512.ShiftLeft(high, 4);
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

    /// <summary>
    /// Of the lanes 0, 2, 4 and 6: four products of two words each, at the places of the pair, not yet reduced. With whatever the processor has:
    /// most have no vectors of 512 bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> EvenProducts(Vector512<ulong> a, Vector512<ulong> b)
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

    /// <summary>Of the lanes 1, 3, 5 and 7, likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> OddProducts(Vector512<ulong> a, Vector512<ulong> b)
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

    // The lower words of all products, in the order of the lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> LowWords(Vector512<ulong> even, Vector512<ulong> odd) =>
        Avx512F.IsSupported ? Avx512F.UnpackLow(even, odd)
        : Avx2.IsSupported ? Vector512.Create(Avx2.UnpackLow(even.GetLower(), odd.GetLower()), Avx2.UnpackLow(even.GetUpper(), odd.GetUpper()))
        : Vector512.Create(even[0], odd[0], even[2], odd[2], even[4], odd[4], even[6], odd[6]);

    // The upper ones, likewise.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> HighWords(Vector512<ulong> even, Vector512<ulong> odd) =>
        Avx512F.IsSupported ? Avx512F.UnpackHigh(even, odd)
        : Avx2.IsSupported ? Vector512.Create(Avx2.UnpackHigh(even.GetLower(), odd.GetLower()), Avx2.UnpackHigh(even.GetUpper(), odd.GetUpper()))
        : Vector512.Create(even[1], odd[1], even[3], odd[3], even[5], odd[5], even[7], odd[7]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> Lower, Vector256<ulong> Upper) Halves(Vector512<ulong> vector) => (vector.GetLower(), vector.GetUpper());

    /// <summary>One sum of products over all lanes, reduced only once at the end.</summary>
    internal struct Sum
    {
        private Vector256<ulong> _products;

        /// <summary>Adds a * b of all lanes.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<ulong> a, Vector512<ulong> b)
        {
            var products = EvenProducts(a, b) ^ OddProducts(a, b);
            _products ^= products.GetLower() ^ products.GetUpper();
        }

        /// <summary>The sum.</summary>
        public readonly ulong Total() => Gf64.Reduce(_products.GetLower() ^ _products.GetUpper());
    }
}
