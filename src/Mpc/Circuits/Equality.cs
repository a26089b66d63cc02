using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Chorus.Mpc.Circuits;

/// <summary>Whether 64-bit words are equal.</summary>
public static class Equality
{
    /// <summary>
    /// <paramref name="equal"/>(k) = all 64 bits of word k of <paramref name="differences"/> are zero, for the first
    /// <paramref name="count"/> words; later bits are zero. XOR two vectors of words, then ask here whether they are
    /// equal. 63 AND gates for each word, 6 rounds.
    /// </summary>
    public static void IsZero(Step step, Share differences, int count, Share equal)
    {
        var words = PackedBits.Words(count);
        using var buffer = step.Rent(64 * words);
        var planes = buffer.Share;
        ToPlanes(differences, count, planes, words);
        step.Not(planes);
        AndPlanes(step, planes, words);
        planes.Slice(0, words).CopyTo(equal);
        PackedBits.ClearFrom(equal, count);
    }

    /// <summary>The AND of all 64 planes of so many words, in the first one: the upper half onto the lower half, until one is left.</summary>
    internal static void AndPlanes(Step step, Share planes, int words)
    {
        for (var left = 32; left > 0; left /= 2)
        {
            var half = left * words;
            step.And(planes.Slice(0, half), planes.Slice(half, half), planes.Slice(0, half));
        }
    }

    /// <summary>Bit b of row r goes to plane b, the words from b * <paramref name="words"/> on, at position r; positions past the last row are zero.</summary>
    internal static void ToPlanes(Share rows, int count, Share planes, int words)
    {
        Span<Vector512<ulong>> block = stackalloc Vector512<ulong>[64];
        var lanes = MemoryMarshal.Cast<Vector512<ulong>, ulong>(block);
        // Four blocks of 64 rows at a time, since a transposition has eight lanes: own and next of each.
        for (var word = 0; word < words; word += 4)
        {
            block.Clear();
            var end = Math.Min(count - (word * 64), 4 * 64);
            for (var row = 0; row < end; row++)
            {
                var lane = (8 * (row % 64)) + (2 * (row / 64));
                lanes[lane] = rows.Own[(word * 64) + row];
                lanes[lane + 1] = rows.Next[(word * 64) + row];
            }

            BitTranspose.Transpose(block);
            for (var k = 0; k < Math.Min(4, words - word); k++)
            {
                for (var bit = 0; bit < 64; bit++)
                {
                    planes.Own[(bit * words) + word + k] = lanes[(8 * bit) + (2 * k)];
                    planes.Next[(bit * words) + word + k] = lanes[(8 * bit) + (2 * k) + 1];
                }
            }
        }
    }
}
