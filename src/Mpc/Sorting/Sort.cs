namespace Chorus.Mpc.Sorting;

/// <summary>
/// Sorts shuffled rows by a key that is different in every row. Which of two rows is the smaller is opened, and
/// everything else follows from those bits in the open: quicksort with sorted samples as pivots, all comparisons of
/// a level in one batch.
/// </summary>
/// <remarks>
/// What is opened says nothing about the input: keys are distinct and the rows were shuffled, so the order of the
/// rows is a uniformly random permutation whatever the keys are; which rows are compared and what comes out is a
/// function of that permutation alone. (Hamada et al., "Practically Efficient Multi-party Sorting Protocols from
/// Comparison Sort Algorithms", ICISC 2012.) This holds only if no two keys are equal: the caller puts a unique
/// secret index at the end of the key, and it travels with the row through the shuffle.
/// </remarks>
public static class Sort
{
    /// <summary>
    /// Sorts <paramref name="rows"/> in place, ascending by the high word and then by the lowest
    /// <paramref name="lowBits"/> bits of the low word, 1..64. Call only after <see cref="Shuffle"/>.
    /// </summary>
    /// <exception cref="ProtocolException">Opened outcomes contradict each other, as those of an order cannot.</exception>
    public static void Run(Step step, SharedRows rows, int lowBits)
    {
        var pending = new List<Segment>();
        Enqueue(pending, new Segment(0, rows.Count, 0));
        using var level = new SortLevel(step, rows, lowBits);
        while (pending.Count > 0)
        {
            level.Begin();
            foreach (var segment in pending)
            {
                level.Compare(segment);
            }

            level.Open();
            var next = new List<Segment>(2 * pending.Count);
            foreach (var segment in pending)
            {
                if (segment.Pivots == 0)
                {
                    var sampled = segment.Sampled;
                    level.Order(segment);
                    if (sampled < segment.Count)
                    {
                        next.Add(segment with { Pivots = sampled });
                    }
                }
                else
                {
                    var (left, right) = level.Split(segment);
                    Enqueue(next, left);
                    Enqueue(next, right);
                }
            }

            pending = next;
        }
    }

    // A segment of pivots alone is in order already, as is a single row.
    private static void Enqueue(List<Segment> segments, Segment segment)
    {
        if (segment.Count > 1 && segment.Rest > 0)
        {
            segments.Add(segment);
        }
    }
}
