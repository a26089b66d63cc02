using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// ORs the shared flags of each row, whose number differs from row to row: level by level, two flags of a row at a
/// time, all rows in one round. Which flags belong to which row is public.
/// </summary>
internal sealed class AnyFlag(int rows)
{
    private readonly List<int> _rows = [];
    private readonly List<int> _positions = [];
    private readonly int[] _counts = new int[rows];

    /// <summary>The flag at <paramref name="position"/> counts for <paramref name="row"/>.</summary>
    public void Add(int row, int position)
    {
        _rows.Add(row);
        _positions.Add(position);
        _counts[row]++;
    }

    /// <summary>Sets the bit of each row that has flags in <paramref name="result"/>, where it is still zero.</summary>
    public void Run(Step step, Share flags, Share result)
    {
        var members = SortedByRow();
        var current = step.Rent(flags.Length);
        flags.CopyTo(current.Share);
        while (Level.Of(_counts, members) is { } level)
        {
            var joined = level.Join(step, current.Share);
            current.Dispose();
            (current, members) = (joined, level.Members);
        }

        var next = 0;
        for (var row = 0; row < _counts.Length; row++)
        {
            if (_counts[row] == 1)
            {
                result.Own[row >> 6] |= PackedBits.Bit(current.Share.Own, members[next]) << (row & 63);
                result.Next[row >> 6] |= PackedBits.Bit(current.Share.Next, members[next]) << (row & 63);
                next++;
            }
        }

        current.Dispose();
    }

    private int[] SortedByRow()
    {
        var starts = new int[_counts.Length + 1];
        for (var row = 0; row < _counts.Length; row++)
        {
            starts[row + 1] = starts[row] + _counts[row];
        }

        var members = new int[_positions.Count];
        for (var k = 0; k < members.Length; k++)
        {
            members[starts[_rows[k]]++] = _positions[k];
        }

        return members;
    }

    /// <summary>One level: pairs of flags that are ORed, and odd ones that pass on as they are.</summary>
    private sealed class Level
    {
        private int[] _left = [];
        private int[] _right = [];
        private int[] _passed = [];

        /// <summary>Where each row's flags lie after the level.</summary>
        public int[] Members { get; private set; } = [];

        /// <summary>Plans the level and halves the counts; null when no row has two flags left.</summary>
        public static Level? Of(int[] counts, int[] members)
        {
            var pairs = 0;
            var odd = 0;
            foreach (var count in counts)
            {
                pairs += count / 2;
                odd += count % 2;
            }

            if (pairs == 0)
            {
                return null;
            }

            var level = new Level { _left = new int[pairs], _right = new int[pairs], _passed = new int[odd], Members = new int[pairs + odd] };
            level.Plan(counts, members);
            return level;
        }

        public ShareBuffer Join(Step step, Share flags)
        {
            var words = PackedBits.Words(_left.Length);
            using var left = step.Rent(words);
            using var right = step.Rent(words);
            var joined = step.Rent(words + PackedBits.Words(_passed.Length));
            var or = joined.Share.Slice(0, words);
            PackedBits.Gather(flags, _left, left.Share);
            PackedBits.Gather(flags, _right, right.Share);
            step.And(left.Share, right.Share, or);
            or.Xor(left.Share);
            or.Xor(right.Share);
            PackedBits.Gather(flags, _passed, joined.Share.Slice(words, joined.Length - words));
            return joined;
        }

        private void Plan(int[] counts, int[] members)
        {
            var (read, written, pair, odd) = (0, 0, 0, 0);
            var firstPassed = PackedBits.Words(_left.Length) * 64;
            for (var row = 0; row < counts.Length; row++)
            {
                for (var left = counts[row]; left > 1; left -= 2)
                {
                    (_left[pair], _right[pair]) = (members[read], members[read + 1]);
                    read += 2;
                    Members[written++] = pair++;
                }

                if (counts[row] % 2 == 1)
                {
                    _passed[odd] = members[read++];
                    Members[written++] = firstPassed + odd++;
                }

                counts[row] = (counts[row] + 1) / 2;
            }
        }
    }
}
