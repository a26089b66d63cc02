using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// Evaluates the blocks of a tile at one point, bit by bit: the value of bit b is the sum of the corners' weights at which
/// the block's word has bit b set. That is one product of a 64 x 64 bit matrix, the weights, with each block.
/// </summary>
internal abstract class CornerTable
{
    /// <summary>For the weights of 64 corners, by the fastest way of this machine. All ways give the same bits, and none takes its addresses or its time from the words.</summary>
    public static CornerTable For(ReadOnlySpan<ulong> weights) => Gfni.V512.IsSupported ? new ByMatrices(weights) : new ByNibbles(weights);

    /// <summary>Brings a tile into the order that is evaluated. Word 8 h + e, byte c, bit d becomes word 8 h + d, byte c, bit e.</summary>
    public static void Arrange(Span<Vector512<ulong>> tile)
    {
        Exchange(tile, 4, 4, 0x0F0F0F0F0F0F0F0F);
        Exchange(tile, 2, 2, 0x3333333333333333);
        Exchange(tile, 1, 1, 0x5555555555555555);
    }

    /// <summary>
    /// <paramref name="tile"/>: the words, in the order of <see cref="Arrange"/>. Element 8 b + l of <paramref name="target"/> becomes the value of bit b of block l.
    /// </summary>
    public void Evaluate(ReadOnlySpan<Vector512<ulong>> tile, Span<Vector512<ulong>> target)
    {
        Span<Vector512<byte>> bytes = stackalloc Vector512<byte>[8];
        Span<Vector512<byte>> values = stackalloc Vector512<byte>[8];
        for (var low = 0; low < 8; low++)
        {
            for (var part = 0; part < 8; part++)
            {
                bytes[part] = tile[(8 * part) + low].AsByte();
            }

            Evaluate(bytes, values);
            var words = MemoryMarshal.Cast<Vector512<byte>, Vector512<ulong>>(values);
            ExchangeBytes(words);
            for (var high = 0; high < 8; high++)
            {
                target[(8 * high) + low] = words[high];
            }
        }
    }

    /// <summary>
    /// <paramref name="bytes"/>: of 64 words, the bits that eight neighbouring corners have there, eight corners after the other. Vector k of
    /// <paramref name="values"/> becomes byte k of the 64 values.
    /// </summary>
    protected abstract void Evaluate(ReadOnlySpan<Vector512<byte>> bytes, Span<Vector512<byte>> values);

    // Of eight vectors, exchanges the number of a vector with that of a byte in its word.
    internal static void ExchangeBytes(Span<Vector512<ulong>> vectors)
    {
        if (Avx2.IsSupported)
        {
            var halves = MemoryMarshal.Cast<Vector512<ulong>, Vector256<byte>>(vectors);
            Interleave(halves);
            Interleave(halves[1..]);
        }
        else
        {
            PlainExchangeBytes(vectors);
        }
    }

    // The same bits without the instructions.
    internal static void PlainExchangeBytes(Span<Vector512<ulong>> vectors)
    {
        Exchange(vectors, 4, 32, 0x00000000FFFFFFFF);
        Exchange(vectors, 2, 16, 0x0000FFFF0000FFFF);
        Exchange(vectors, 1, 8, 0x00FF00FF00FF00FF);
    }

    // For eight halves of vectors, every other one of the span. A round of bytes takes the highest bit of a half's number to the lowest place in that of a
    // byte, and the highest bit of a byte's number (among 16) to the lowest place in that of a half; the last round, of words, puts the two words right.
    private static void Interleave(Span<Vector256<byte>> halves)
    {
        var (a, b, c, d) = (halves[0], halves[2], halves[4], halves[6]);
        var (e, f, g, h) = (halves[8], halves[10], halves[12], halves[14]);
        for (var round = 0; round < 3; round++)
        {
            (a, b, c, d, e, f, g, h) = (
                Avx2.UnpackLow(a, e), Avx2.UnpackHigh(a, e), Avx2.UnpackLow(b, f), Avx2.UnpackHigh(b, f),
                Avx2.UnpackLow(c, g), Avx2.UnpackHigh(c, g), Avx2.UnpackLow(d, h), Avx2.UnpackHigh(d, h));
        }

        (halves[0], halves[2]) = (Low(a, e), High(a, e));
        (halves[4], halves[6]) = (Low(b, f), High(b, f));
        (halves[8], halves[10]) = (Low(c, g), High(c, g));
        (halves[12], halves[14]) = (Low(d, h), High(d, h));

        static Vector256<byte> Low(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackLow(a.AsUInt64(), b.AsUInt64()).AsByte();
        static Vector256<byte> High(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackHigh(a.AsUInt64(), b.AsUInt64()).AsByte();
    }

    private static void Exchange(Span<Vector512<ulong>> words, int distance, int shift, ulong mask)
    {
        var kept = Vector512.Create(mask);
        for (var row = 0; row < words.Length; row = (row + distance + 1) & ~distance)
        {
            var (upper, lower) = (words[row], words[row + distance]);
            var swap = (Vector512.ShiftRightLogical(upper, shift) ^ lower) & kept;
            words[row] = upper ^ Vector512.ShiftLeft(swap, shift);
            words[row + distance] = lower ^ swap;
        }
    }

    /// <summary>By 64 matrices of 8 x 8 bits, each from one byte of a word's bits to one byte of the value.</summary>
    internal sealed class ByMatrices : CornerTable
    {
        private readonly Vector512<byte>[] _matrices = new Vector512<byte>[64];

        public ByMatrices(ReadOnlySpan<ulong> weights)
        {
            for (var to = 0; to < 8; to++)
            {
                for (var from = 0; from < 8; from++)
                {
                    _matrices[(8 * to) + from] = Vector512.Create(Matrix(weights.Slice(8 * from, 8), 8 * to)).AsByte();
                }
            }
        }

        protected override void Evaluate(ReadOnlySpan<Vector512<byte>> bytes, Span<Vector512<byte>> values)
        {
            // Eight vectors stay in registers while the matrices go by.
            var (b0, b1, b2, b3) = (bytes[0], bytes[1], bytes[2], bytes[3]);
            var (b4, b5, b6, b7) = (bytes[4], bytes[5], bytes[6], bytes[7]);
            for (var to = 0; to < 8; to++)
            {
                var matrices = _matrices.AsSpan(8 * to, 8);
                var lower = Gfni.V512.GaloisFieldAffineTransform(b0, matrices[0], 0) ^ Gfni.V512.GaloisFieldAffineTransform(b1, matrices[1], 0)
                    ^ Gfni.V512.GaloisFieldAffineTransform(b2, matrices[2], 0) ^ Gfni.V512.GaloisFieldAffineTransform(b3, matrices[3], 0);
                var upper = Gfni.V512.GaloisFieldAffineTransform(b4, matrices[4], 0) ^ Gfni.V512.GaloisFieldAffineTransform(b5, matrices[5], 0)
                    ^ Gfni.V512.GaloisFieldAffineTransform(b6, matrices[6], 0) ^ Gfni.V512.GaloisFieldAffineTransform(b7, matrices[7], 0);
                values[to] = lower ^ upper;
            }
        }

        // Row i, which makes bit i, is byte 7 - i of the matrix (Intel SDM, GF2P8AFFINEQB).
        private static ulong Matrix(ReadOnlySpan<ulong> weights, int firstBit)
        {
            var matrix = 0UL;
            for (var row = 0; row < 8; row++)
            {
                for (var column = 0; column < 8; column++)
                {
                    matrix |= ((weights[column] >> (firstBit + row)) & 1) << ((8 * (7 - row)) + column);
                }
            }

            return matrix;
        }
    }

    /// <summary>
    /// By tables of all sums of four neighbouring weights, one for each byte of the value: their 16 entries lie in one register, where an
    /// instruction looks up as many nibbles as a vector has bytes, in the same time whatever they are.
    /// </summary>
    internal sealed class ByNibbles : CornerTable
    {
        // Of eight corners and a byte of the value, two neighbours. Each twice, since the instruction looks up in both halves of a vector by itself.
        private readonly Vector256<byte>[] _tables = new Vector256<byte>[8 * 8 * 2];

        public ByNibbles(ReadOnlySpan<ulong> weights)
        {
            for (var nibble = 0; nibble < 16; nibble++)
            {
                for (var to = 0; to < 8; to++)
                {
                    var table = Table(weights.Slice(4 * nibble, 4), to);
                    _tables[(16 * (nibble / 2)) + (2 * to) + (nibble % 2)] = Vector256.Create(table, table);
                }
            }
        }

        protected override void Evaluate(ReadOnlySpan<Vector512<byte>> bytes, Span<Vector512<byte>> values)
        {
            // Four bytes of the values at a time: so many sums stay in registers.
            for (var to = 0; to < 8; to += 4)
            {
                var (v0, v1, v2, v3) = (Vector512<byte>.Zero, Vector512<byte>.Zero, Vector512<byte>.Zero, Vector512<byte>.Zero);
                for (var part = 0; part < 8; part++)
                {
                    var tables = _tables.AsSpan((16 * part) + (2 * to), 8);
                    var lower = bytes[part] & Vector512.Create((byte)0x0F);
                    var upper = Vector512.ShiftRightLogical(bytes[part].AsUInt64(), 4).AsByte() & Vector512.Create((byte)0x0F);
                    v0 ^= LookUp(tables[0], lower) ^ LookUp(tables[1], upper);
                    v1 ^= LookUp(tables[2], lower) ^ LookUp(tables[3], upper);
                    v2 ^= LookUp(tables[4], lower) ^ LookUp(tables[5], upper);
                    v3 ^= LookUp(tables[6], lower) ^ LookUp(tables[7], upper);
                }

                (values[to], values[to + 1], values[to + 2], values[to + 3]) = (v0, v1, v2, v3);
            }
        }

        // For each nibble, byte number to of the sum of those weights whose bits are set in it.
        private static Vector128<byte> Table(ReadOnlySpan<ulong> weights, int to)
        {
            Span<byte> entries = stackalloc byte[16];
            entries[0] = 0;
            for (var entry = 1; entry < entries.Length; entry++)
            {
                var weight = (byte)(weights[int.TrailingZeroCount(entry)] >> (8 * to));
                entries[entry] = (byte)(entries[entry & (entry - 1)] ^ weight);
            }

            return Vector128.Create<byte>(entries);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<byte> LookUp(Vector256<byte> table, Vector512<byte> nibbles) =>
            Vector512.Create(LookUp(table, nibbles.GetLower()), LookUp(table, nibbles.GetUpper()));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static Vector256<byte> LookUp(Vector256<byte> table, Vector256<byte> nibbles) =>
            Avx2.IsSupported ? Avx2.Shuffle(table, nibbles) : PlainLookUp(table, nibbles);

        internal static Vector256<byte> PlainLookUp(Vector256<byte> table, Vector256<byte> nibbles) => Vector256.Create(
            Vector128.Shuffle(table.GetLower(), nibbles.GetLower()), Vector128.Shuffle(table.GetLower(), nibbles.GetUpper()));
    }
}
