using System.Runtime.Intrinsics;

namespace Chorus.Mpc.Sorting;

/// <summary>
/// One level of the sort: collects which rows are compared, opens all outcomes together, and moves rows by them. The
/// segments are compared, and then moved, in the same order.
/// </summary>
internal sealed class SortLevel(Step step, SharedRows rows, int lowBits) : IDisposable
{
    private readonly RowComparison _comparison = new(step, lowBits);
    private readonly Vector256<ulong>[] _scratch = new Vector256<ulong>[rows.Count];
    private int[] _left = new int[Math.Max(64, rows.Count)];
    private int[] _right = new int[Math.Max(64, rows.Count)];
    private ulong[] _less = [];
    private int _compared;
    private int _read;

    public void Begin() => (_compared, _read) = (0, 0);

    public void Compare(Segment segment)
    {
        if (segment.Pivots == 0)
        {
            for (var i = 1; i < segment.Sampled; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Add(segment.Start + j, segment.Start + i);
                }
            }

            return;
        }

        var pivot = segment.Start + (segment.Pivots / 2);
        for (var i = segment.Pivots; i < segment.Count; i++)
        {
            Add(pivot, segment.Start + i);
        }
    }

    public void Open()
    {
        var words = PackedBits.Words(_compared);
        if (_less.Length < words)
        {
            _less = new ulong[words];
        }

        _comparison.Run(rows.Span, _left.AsSpan(0, _compared), _right.AsSpan(0, _compared), _less);
    }

    /// <summary>Puts the rows that were compared each with each into order: a row's place is how many are smaller.</summary>
    public void Order(Segment segment)
    {
        var count = segment.Sampled;
        Span<int> places = count <= 1024 ? stackalloc int[count] : new int[count];
        places.Clear();
        for (var i = 1; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var less = NextOutcome();
                places[i] += less;
                places[j] += 1 - less;
            }
        }

        var target = _scratch.AsSpan(0, count);
        Span<bool> taken = count <= 1024 ? stackalloc bool[count] : new bool[count];
        taken.Clear();
        for (var i = 0; i < count; i++)
        {
            if (taken[places[i]])
            {
                throw new ProtocolException(step.Name, "the opened comparisons contradict each other.");
            }

            taken[places[i]] = true;
            target[places[i]] = rows.Span[segment.Start + i];
        }

        target.CopyTo(rows.Span[segment.Start..]);
    }

    /// <summary>
    /// Moves the rows around the middle pivot, which is then in its final place. The order within each side stays,
    /// so that the pivots of either side are again its first rows, in order.
    /// </summary>
    public (Segment Left, Segment Right) Split(Segment segment)
    {
        var span = rows.Span.Slice(segment.Start, segment.Count);
        var middle = segment.Pivots / 2;
        var smaller = middle;
        var larger = 0;
        for (var i = middle; i < segment.Pivots; i++)
        {
            _scratch[larger++] = span[i];
        }

        for (var i = segment.Pivots; i < segment.Count; i++)
        {
            // Every other row goes to the other side, so a branch would be guessed wrong half of the time: the row goes to both places
            // and only one of them counts. The place among the smaller ones is never behind the row itself.
            var row = span[i];
            var outcome = NextOutcome();
            span[smaller] = row;
            _scratch[larger] = row;
            smaller += 1 - outcome;
            larger += outcome;
        }

        _scratch.AsSpan(0, larger).CopyTo(span[smaller..]);
        return (new Segment(segment.Start, smaller, middle),
            new Segment(segment.Start + smaller + 1, larger - 1, segment.Pivots - middle - 1));
    }

    public void Dispose() => _comparison.Dispose();

    // 1 if the row that stands first was the smaller one.
    private int NextOutcome()
    {
        var outcome = (int)PackedBits.Bit(_less, _read);
        _read++;
        return outcome;
    }

    // Left always stands before right, so that an outcome of 0 is a descent, whichever kind of comparison it is:
    // that is what the leakage test counts.
    private void Add(int left, int right)
    {
        if (_compared == _left.Length)
        {
            Array.Resize(ref _left, 2 * _left.Length);
            Array.Resize(ref _right, 2 * _right.Length);
        }

        _left[_compared] = left;
        _right[_compared++] = right;
    }
}
