using Chorus.Mpc;

namespace Chorus.Escrow.Matching.Scan;

/// <summary>From words that hold for several lanes, or for a whole vector, to as many words as there are operands. All is local.</summary>
internal static class LaneWords
{
    /// <summary>Each word as often, one after the other, as <paramref name="target"/> is longer.</summary>
    public static void Repeat(Share source, Share target)
    {
        Repeat(source.Own, target.Own);
        Repeat(source.Next, target.Next);
    }

    /// <summary>All words of <paramref name="source"/> again and again, as often as <paramref name="target"/> is longer.</summary>
    public static void Cycle(Share source, Share target)
    {
        for (var start = 0; start < target.Length; start += source.Length)
        {
            source.CopyTo(target.Slice(start, source.Length));
        }
    }

    /// <summary>The lowest bit of each word, 64 times.</summary>
    public static void Fill(Share words)
    {
        Fill(words.Own);
        Fill(words.Next);
    }

    private static void Repeat(ReadOnlySpan<ulong> source, Span<ulong> target)
    {
        var times = target.Length / source.Length;
        for (var word = 0; word < source.Length; word++)
        {
            target.Slice(word * times, times).Fill(source[word]);
        }
    }

    private static void Fill(Span<ulong> words)
    {
        foreach (ref var word in words)
        {
            word = 0 - (word & 1);
        }
    }
}
