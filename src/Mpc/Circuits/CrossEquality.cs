namespace Chorus.Mpc.Circuits;

/// <summary>
/// Which of many words equal which of a few. The many are turned into bit planes once, and a value's bit is the same for a whole
/// plane, so that a pair costs its gates and little else.
/// </summary>
public static class CrossEquality
{
    // Words of results at a time: the planes of so many take 1 MB.
    private const int WordsInBatch = 1 << 10;

    /// <summary>
    /// Bit r of word w * values + v of <paramref name="equal"/> = row 64 w + r equals value v; bits past the last row are zero.
    /// 63 AND gates for each pair, 6 rounds for every 2^16 pairs.
    /// </summary>
    public static void Find(Step step, Share rows, Share values, Share equal)
    {
        var words = PackedBits.Words(rows.Length);
        if (words == 0 || values.Length == 0)
        {
            return;
        }

        using var wanted = step.Rent(64 * values.Length);
        SpreadBits(step, values, wanted.Share);
        var batch = Math.Clamp(WordsInBatch / values.Length, 1, words);
        using var planes = step.Rent(64 * batch);
        using var agreeing = step.Rent(64 * batch * values.Length);
        for (var start = 0; start < words; start += batch)
        {
            var count = Math.Min(batch, words - start);
            var length = count * values.Length;
            var some = rows.Slice(64 * start, Math.Min(64 * count, rows.Length - (64 * start)));
            Equality.ToPlanes(some, some.Length, planes.Share, count);
            Compare(planes.Share.Own, wanted.Share.Own, agreeing.Share.Own, count);
            Compare(planes.Share.Next, wanted.Share.Next, agreeing.Share.Next, count);
            Equality.AndPlanes(step, agreeing.Share, length);
            agreeing.Share.Slice(0, length).CopyTo(equal.Slice(start * values.Length, length));
        }

        ClearPast(rows.Length, equal, values.Length);
    }

    // Bit b of value v, 64 times and complemented, as word b * values + v: XORed to a plane it leaves ones where the bits agree.
    private static void SpreadBits(Step step, Share values, Share wanted)
    {
        SpreadBits(values.Own, wanted.Own);
        SpreadBits(values.Next, wanted.Next);
        step.Not(wanted);
    }

    private static void SpreadBits(ReadOnlySpan<ulong> values, Span<ulong> wanted)
    {
        for (var bit = 0; bit < 64; bit++)
        {
            for (var value = 0; value < values.Length; value++)
            {
                wanted[(bit * values.Length) + value] = 0 - ((values[value] >> bit) & 1);
            }
        }
    }

    private static void Compare(ReadOnlySpan<ulong> planes, ReadOnlySpan<ulong> wanted, Span<ulong> agreeing, int words)
    {
        var values = wanted.Length / 64;
        for (var bit = 0; bit < 64; bit++)
        {
            var bits = wanted.Slice(bit * values, values);
            for (var word = 0; word < words; word++)
            {
                var plane = planes[(bit * words) + word];
                var target = agreeing.Slice(((bit * words) + word) * values, values);
                for (var value = 0; value < values; value++)
                {
                    target[value] = plane ^ bits[value];
                }
            }
        }
    }

    private static void ClearPast(int rows, Share equal, int values)
    {
        if (rows % 64 != 0)
        {
            var last = equal.Slice(rows / 64 * values, values);
            PackedBits.Keep(last, (1UL << (rows % 64)) - 1);
        }
    }
}
