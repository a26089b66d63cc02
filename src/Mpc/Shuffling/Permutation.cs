using System.Runtime.InteropServices;
using Chorus.Sealing;

namespace Chorus.Mpc.Shuffling;

/// <summary>A uniformly random permutation made from a keystream, the same at both trustees that hold the key.</summary>
internal static class Permutation
{
    private const int BatchWords = 2048;

    /// <summary>Fills <paramref name="target"/> with 0..n-1 in random order (Fisher and Yates, from the end).</summary>
    public static void Draw(AesStream stream, Span<int> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = i;
        }

        var words = new ulong[BatchWords];
        var used = BatchWords;
        for (var i = target.Length - 1; i > 0; i--)
        {
            var bound = (ulong)(i + 1);
            ulong pick;
            do
            {
                if (used == BatchWords)
                {
                    stream.Fill(MemoryMarshal.AsBytes(words.AsSpan()));
                    used = 0;
                }

                // The high half of word * bound is uniform once the few low halves that come up once too often are
                // thrown away (Lemire, "Fast Random Integer Generation in an Interval", 2019).
                pick = Math.BigMul(words[used++], bound, out var low);
                if (low >= bound || low >= (0 - bound) % bound)
                {
                    break;
                }
            }
            while (true);

            (target[i], target[(int)pick]) = (target[(int)pick], target[i]);
        }
    }
}
