namespace Chorus.Escrow.Circles;

/// <summary>What an entry of a circle does; what it says is sealed.</summary>
public enum CircleAct
{
    /// <summary>Words, or a pass: a turn that is used.</summary>
    Word = 0,

    /// <summary>The author goes, for good.</summary>
    Leave = 1,

    /// <summary>The author asks for the end.</summary>
    End = 2,
}

/// <summary>
/// Whose turn it is in a circle, from what everybody sees: who wrote, what kind of entry, in which hour (docs/formats/circle.md). The site and each
/// browser work it out for themselves. It has no clock: hours are whole hours since 1970 that the caller gives.
/// </summary>
public sealed class CircleTurns
{
    /// <summary>Hours that a turn waits before it passes on.</summary>
    public const long TurnHours = 168;

    /// <summary>Entries after the first; leaves and ends may be more.</summary>
    public const int MostEntries = 400;

    /// <summary>Members beside the advocate.</summary>
    public const int MostMembers = 12;

    /// <summary>With fewer a circle is over.</summary>
    public const int FewestMembers = 2;

    /// <summary>The advocate's seat.</summary>
    public const int Advocate = 0;

    private readonly int _at;
    private readonly long _since;
    private readonly long _newest;
    private readonly int _entries;

    private CircleTurns(IReadOnlyList<int> order, int at, long since, long newest, int entries, IReadOnlyList<int> ends)
    {
        (Order, _at, _since, _newest, _entries, Ends) = (order, at, since, newest, entries, ends);
    }

    /// <summary>The seats that are there, in the order of their turns.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>Members who asked for the end, and are there.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>The seats that are there, ascending.</summary>
    public IEnumerable<int> Present => Order.Order();

    /// <summary>Whether it is over: too few are left, or two members asked for it.</summary>
    public bool IsOver => Order.Count - 1 < FewestMembers || Ends.Count >= 2;

    /// <summary>Whether there is room for words.</summary>
    public bool HasRoom => _entries < MostEntries;

    /// <summary>A circle that begins: <paramref name="members"/> seats beside the advocate's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fewer than 2 members, or more than 12.</exception>
    public static CircleTurns Begin(int members, long hour) =>
        members is >= FewestMembers and <= MostMembers
            ? new([.. Enumerable.Range(1, members), Advocate], 0, hour, hour, 0, [])
            : throw new ArgumentOutOfRangeException(nameof(members), members, "a circle has 2 to 12 members");

    /// <summary>The seat whose turn it is, and the hour in which it began.</summary>
    public (int Seat, long Since) TurnAt(long hour)
    {
        var passed = Math.Max(0, (hour - _since) / TurnHours);
        return (Order[(int)((_at + passed) % Order.Count)], _since + (passed * TurnHours));
    }

    /// <summary>After an entry; null where it may not be.</summary>
    public CircleTurns? After(int author, CircleAct act, long hour)
    {
        if (IsOver || hour < _newest || !Order.Contains(author))
        {
            return null;
        }

        var (seat, since) = TurnAt(hour);
        return act switch
        {
            CircleAct.Word => seat == author && HasRoom ? Next(Order, (IndexOf(Order, author) + 1) % Order.Count, hour, hour, Ends) : null,
            CircleAct.End when author != Advocate && !Ends.Contains(author) => Next(Order, IndexOf(Order, seat), since, hour, [.. Ends, author]),
            CircleAct.Leave when author != Advocate => Without(author, seat, since, hour),
            _ => null,
        };
    }

    private CircleTurns Without(int author, int seat, long since, long hour)
    {
        int[] order = [.. Order.Where(each => each != author)];
        int[] ends = [.. Ends.Where(each => each != author)];
        // The next one stands where the author stood.
        return seat == author ? Next(order, IndexOf(Order, author) % order.Length, hour, hour, ends) : Next(order, IndexOf(order, seat), since, hour, ends);
    }

    private CircleTurns Next(IReadOnlyList<int> order, int at, long since, long hour, IReadOnlyList<int> ends) => new(order, at, since, hour, _entries + 1, ends);

    private static int IndexOf(IReadOnlyList<int> order, int seat)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == seat)
            {
                return i;
            }
        }

        return -1;
    }
}
