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
        // AND of all planes: the upper half onto the lower half, until one is left.
        for (var left = 32; left > 0; left /= 2)
        {
            var half = left * words;
            step.And(planes.Slice(0, half), planes.Slice(half, half), planes.Slice(0, half));
        }

        planes.Slice(0, words).CopyTo(equal);
        PackedBits.ClearFrom(equal, count);
    }

    private static void ToPlanes(Share rows, int count, Share planes, int words)
    {
        Span<Vector256<ulong>> block = stackalloc Vector256<ulong>[64];
        // Two blocks of 64 rows at a time, since a transposition has four lanes: own and next of each.
        for (var word = 0; word < words; word += 2)
        {
            for (var row = 0; row < 64; row++)
            {
                var first = (word * 64) + row;
                var second = first + 64;
                block[row] = Vector256.Create(
                    first < count ? rows.Own[first] : 0,
                    first < count ? rows.Next[first] : 0,
                    second < count ? rows.Own[second] : 0,
                    second < count ? rows.Next[second] : 0);
            }

            BitTranspose.Transpose(block);
            for (var bit = 0; bit < 64; bit++)
            {
                var place = (bit * words) + word;
                planes.Own[place] = block[bit][0];
                planes.Next[place] = block[bit][1];
                if (word + 1 < words)
                {
                    planes.Own[place + 1] = block[bit][2];
                    planes.Next[place + 1] = block[bit][3];
                }
            }
        }
    }
}
