using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>From one shared bit for each row to a word of 64 copies of it: local, since it is linear.</summary>
internal static class RowMask
{
    public static void Expand(Share bits, Share words)
    {
        Expand(bits.Own, words.Own);
        Expand(bits.Next, words.Next);
    }

    private static void Expand(ReadOnlySpan<ulong> bits, Span<ulong> words)
    {
        for (var row = 0; row < words.Length; row++)
        {
            words[row] = 0 - PackedBits.Bit(bits, row);
        }
    }
}
