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

    // Exchanges the number of a word with that of a byte.
    private static void ExchangeBytes(Span<Vector512<ulong>> words)
    {
        Exchange(words, 4, 32, 0x00000000FFFFFFFF);
        Exchange(words, 2, 16, 0x0000FFFF0000FFFF);
        Exchange(words, 1, 8, 0x00FF00FF00FF00FF);
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
        private const int Nibbles = 16;

        // Each twice, since the instruction looks up in both halves of a vector by itself.
        private readonly Vector256<byte>[] _tables = new Vector256<byte>[8 * Nibbles];

        public ByNibbles(ReadOnlySpan<ulong> weights)
        {
            Span<byte> entries = stackalloc byte[16];
            for (var to = 0; to < 8; to++)
            {
                for (var nibble = 0; nibble < Nibbles; nibble++)
                {
                    for (var entry = 1; entry < entries.Length; entry++)
                    {
                        var weight = weights[(4 * nibble) + int.TrailingZeroCount(entry)];
                        entries[entry] = (byte)(entries[entry & (entry - 1)] ^ (weight >> (8 * to)));
                    }

                    var table = Vector128.Create<byte>(entries);
                    _tables[(Nibbles * to) + nibble] = Vector256.Create(table, table);
                }
            }
        }

        protected override void Evaluate(ReadOnlySpan<Vector512<byte>> bytes, Span<Vector512<byte>> values)
        {
            Span<Vector512<byte>> nibbles = stackalloc Vector512<byte>[Nibbles];
            for (var part = 0; part < bytes.Length; part++)
            {
                var mask = Vector512.Create((byte)0x0F);
                nibbles[2 * part] = bytes[part] & mask;
                nibbles[(2 * part) + 1] = Vector512.ShiftRightLogical(bytes[part].AsUInt64(), 4).AsByte() & mask;
            }

            for (var to = 0; to < values.Length; to++)
            {
                var tables = _tables.AsSpan(Nibbles * to, Nibbles);
                var value = Vector512<byte>.Zero;
                for (var nibble = 0; nibble < tables.Length; nibble++)
                {
                    value ^= LookUp(tables[nibble], nibbles[nibble]);
                }

                values[to] = value;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<byte> LookUp(Vector256<byte> table, Vector512<byte> nibbles) =>
            Vector512.Create(LookUp(table, nibbles.GetLower()), LookUp(table, nibbles.GetUpper()));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> LookUp(Vector256<byte> table, Vector256<byte> nibbles) => Avx2.IsSupported
            ? Avx2.Shuffle(table, nibbles)
            : Vector256.Create(Vector128.Shuffle(table.GetLower(), nibbles.GetLower()), Vector128.Shuffle(table.GetLower(), nibbles.GetUpper()));
    }
}
