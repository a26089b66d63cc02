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
    /// <summary>For the weights of 64 corners, by the fastest way of this machine. All ways give the same bits.</summary>
    public static CornerTable For(ReadOnlySpan<ulong> weights) => Gfni.V512.IsSupported ? new ByMatrices(weights) : new BySums(weights);

    /// <summary>
    /// <paramref name="tile"/>: the words, in the order of <see cref="Arrange"/>. Element 8 b + l of <paramref name="target"/> becomes the value of bit b of block l.
    /// </summary>
    public abstract void Evaluate(ReadOnlySpan<Vector512<ulong>> tile, Span<Vector512<ulong>> target);

    /// <summary>
    /// Brings a tile into the order that is evaluated. Word 8 h + e, byte c, bit d becomes word 8 h + c, byte d, bit e: bits and
    /// words are exchanged, then words and bytes.
    /// </summary>
    public static void Arrange(Span<Vector512<ulong>> tile)
    {
        Exchange(tile, 4, 4, 0x0F0F0F0F0F0F0F0F);
        Exchange(tile, 2, 2, 0x3333333333333333);
        Exchange(tile, 1, 1, 0x5555555555555555);
        ExchangeBytes(tile);
    }

    /// <summary>Exchanges the lower three bits of a word's number with those of a byte's, in groups of eight words.</summary>
    protected static void ExchangeBytes(Span<Vector512<ulong>> words)
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

        public override void Evaluate(ReadOnlySpan<Vector512<ulong>> tile, Span<Vector512<ulong>> target)
        {
            for (var high = 0; high < 8; high++)
            {
                // Eight words stay in registers while the matrices go by.
                var (w0, w1, w2, w3) = (Word(tile, 0, high), Word(tile, 1, high), Word(tile, 2, high), Word(tile, 3, high));
                var (w4, w5, w6, w7) = (Word(tile, 4, high), Word(tile, 5, high), Word(tile, 6, high), Word(tile, 7, high));
                for (var to = 0; to < 8; to++)
                {
                    var matrices = _matrices.AsSpan(8 * to, 8);
                    var low = Gfni.V512.GaloisFieldAffineTransform(w0, matrices[0], 0) ^ Gfni.V512.GaloisFieldAffineTransform(w1, matrices[1], 0)
                        ^ Gfni.V512.GaloisFieldAffineTransform(w2, matrices[2], 0) ^ Gfni.V512.GaloisFieldAffineTransform(w3, matrices[3], 0);
                    var rest = Gfni.V512.GaloisFieldAffineTransform(w4, matrices[4], 0) ^ Gfni.V512.GaloisFieldAffineTransform(w5, matrices[5], 0)
                        ^ Gfni.V512.GaloisFieldAffineTransform(w6, matrices[6], 0) ^ Gfni.V512.GaloisFieldAffineTransform(w7, matrices[7], 0);
                    target[(8 * high) + to] = (low ^ rest).AsUInt64();
                }
            }

            ExchangeBytes(target);
        }

        private static Vector512<byte> Word(ReadOnlySpan<Vector512<ulong>> tile, int from, int high) => tile[(8 * from) + high].AsByte();

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
    /// By tables of all sums of eight neighbouring weights (the method of the four Russians). Which entries are read depends on a share, which is
    /// by itself uniformly random, on the machine of the trustee who holds it.
    /// </summary>
    internal sealed class BySums : CornerTable
    {
        private const int Entries = 256;

        private readonly ulong[] _sums = new ulong[8 * Entries];

        public BySums(ReadOnlySpan<ulong> weights)
        {
            for (var part = 0; part < 8; part++)
            {
                var sums = _sums.AsSpan(part * Entries, Entries);
                for (var entry = 1; entry < Entries; entry++)
                {
                    sums[entry] = sums[entry & (entry - 1)] ^ weights[(8 * part) + int.TrailingZeroCount(entry)];
                }
            }
        }

        public override void Evaluate(ReadOnlySpan<Vector512<ulong>> tile, Span<Vector512<ulong>> target)
        {
            var bytes = MemoryMarshal.AsBytes(tile);
            var values = MemoryMarshal.Cast<Vector512<ulong>, ulong>(target);
            for (var high = 0; high < 8; high++)
            {
                for (var lane = 0; lane < 8; lane++)
                {
                    for (var low = 0; low < 8; low++)
                    {
                        var value = 0UL;
                        for (var part = 0; part < 8; part++)
                        {
                            value ^= _sums[(part * Entries) + bytes[(((8 * part) + high) * 64) + (8 * lane) + low]];
                        }

                        values[(((8 * high) + low) * 8) + lane] = value;
                    }
                }
            }
        }
    }
}
