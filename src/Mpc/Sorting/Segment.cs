namespace Chorus.Mpc.Sorting;

/// <summary>
/// Rows [Start, Start + Count) hold neighbours of the sorted order, not yet in order. The first <c>Pivots</c> of
/// them are in order already; a segment is split at the middle one. Pivots is one less than a power of two.
/// </summary>
internal readonly record struct Segment(int Start, int Count, int Pivots)
{
    // Below this, comparing all pairs costs about as much as splitting further and saves rounds.
    private const int Small = 6;

    /// <summary>How many of its first rows are compared, each with each: all of a small segment, else a sample.</summary>
    public int Sampled => Count <= Small ? Count : SampleOf(Count);

    /// <summary>Rows that are compared with the middle pivot.</summary>
    public int Rest => Count - Pivots;

    /// <summary>
    /// The largest 2^j - 1 for which comparing all pairs of the sample costs at most one comparison for each row.
    /// The sample is then a search tree of j levels for the rest, and splits it evenly.
    /// </summary>
    private static int SampleOf(int count)
    {
        var sample = 3L;
        while (((2 * sample) + 1) * sample <= count)
        {
            sample = (2 * sample) + 1;
        }

        return (int)sample;
    }
}
