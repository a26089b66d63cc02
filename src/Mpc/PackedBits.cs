namespace Chorus.Mpc;

/// <summary>Moves on packed vectors of bits, bit p in word p/64 at position p%64. All are local: they send nothing.</summary>
public static class PackedBits
{
    /// <summary>Words that hold <paramref name="bits"/> bits.</summary>
    public static int Words(long bits) => checked((int)((bits + 63) / 64));

    /// <summary>Bit <paramref name="position"/>, 0 or 1.</summary>
    public static ulong Bit(ReadOnlySpan<ulong> packed, int position) => (packed[position >> 6] >> (position & 63)) & 1;

    /// <summary>target(p) = source(p - by), zeros coming in at the start; 0 &lt; by &lt; 64.</summary>
    public static void ShiftUp(Share source, Share target, int by)
    {
        ShiftUp(source.Own, target.Own, by);
        ShiftUp(source.Next, target.Next, by);
    }

    /// <summary>target(p) = source(p + by), zeros coming in at the end; 0 &lt; by &lt; 64.</summary>
    public static void ShiftDown(Share source, Share target, int by)
    {
        ShiftDown(source.Own, target.Own, by);
        ShiftDown(source.Next, target.Next, by);
    }

    /// <summary>Clears the bits from <paramref name="bits"/> on.</summary>
    public static void ClearFrom(Share target, long bits)
    {
        ClearFrom(target.Own, bits);
        ClearFrom(target.Next, bits);
    }

    /// <summary>Keeps the bits of <paramref name="mask"/> in each word and clears the others.</summary>
    public static void Keep(Share target, ulong mask)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target.Own[i] &= mask;
            target.Next[i] &= mask;
        }
    }

    /// <summary>Clears bit 0.</summary>
    public static void ClearFirst(Share target)
    {
        if (target.Length > 0)
        {
            target.Own[0] &= ~1UL;
            target.Next[0] &= ~1UL;
        }
    }

    /// <summary>target(k) = source(positions[k]); the bits after the last position are zero.</summary>
    public static void Gather(Share source, ReadOnlySpan<int> positions, Share target)
    {
        Gather(source.Own, positions, target.Own);
        Gather(source.Next, positions, target.Next);
    }

    internal static void ClearFrom(Span<ulong> target, long bits)
    {
        var word = (int)(bits >> 6);
        if (word < target.Length)
        {
            target[word] &= (1UL << (int)(bits & 63)) - 1;
            target[(word + 1)..].Clear();
        }
    }

    private static void ShiftUp(ReadOnlySpan<ulong> source, Span<ulong> target, int by)
    {
        for (var i = target.Length - 1; i > 0; i--)
        {
            target[i] = (source[i] << by) | (source[i - 1] >> (64 - by));
        }

        if (target.Length > 0)
        {
            target[0] = source[0] << by;
        }
    }

    private static void ShiftDown(ReadOnlySpan<ulong> source, Span<ulong> target, int by)
    {
        for (var i = 0; i < target.Length - 1; i++)
        {
            target[i] = (source[i] >> by) | (source[i + 1] << (64 - by));
        }

        if (target.Length > 0)
        {
            target[^1] = source[target.Length - 1] >> by;
        }
    }

    private static void Gather(ReadOnlySpan<ulong> source, ReadOnlySpan<int> positions, Span<ulong> target)
    {
        target.Clear();
        for (var k = 0; k < positions.Length; k++)
        {
            target[k >> 6] |= Bit(source, positions[k]) << (k & 63);
        }
    }
}
