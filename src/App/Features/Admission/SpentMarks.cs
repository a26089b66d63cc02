namespace Chorus.App.Features.Admission;

/// <summary>
/// What was used once and may not be used again: random marks, each until its time has passed, and only so many. They say
/// nothing about anybody, and none is forgotten before its time: when it is full, nothing new is taken.
/// </summary>
/// <param name="lifetime">The longest that a mark is good for, in seconds.</param>
/// <param name="most">How many are kept at once.</param>
internal sealed class SpentMarks(uint lifetime, int most)
{
    private readonly Lock _turn = new();

    // By the span of one lifetime in which a mark's time ends. Now and the next span hold all that are still good, so the
    // older set goes as a whole and nothing has to be looked through.
    private HashSet<UInt128> _now = [];
    private HashSet<UInt128> _next = [];
    private uint _span;

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_turn)
            {
                return _now.Count + _next.Count;
            }
        }
    }

    /// <summary>Takes a mark for good.</summary>
    /// <param name="mark">random, drawn by the site.</param>
    /// <param name="until">until when it is good, in the same seconds as <paramref name="now"/>; from now to one lifetime later.</param>
    public Spending Spend(UInt128 mark, uint until, uint now)
    {
        lock (_turn)
        {
            Forget(now / lifetime);
            var span = until / lifetime;
            var marks = span == _span ? _now : _next;
            // Another thread may have been a second ahead: what ended meanwhile is as good as spent.
            if (span < _span || marks.Contains(mark))
            {
                return Spending.Before;
            }
            if (_now.Count + _next.Count >= most)
            {
                return Spending.Full;
            }
            marks.Add(mark);
            return Spending.Done;
        }
    }

    private void Forget(uint span)
    {
        if (span <= _span)
        {
            return;
        }
        _now = span == _span + 1 ? _next : [];
        _next = [];
        _span = span;
    }
}

/// <summary>Whether a mark was taken: it was; it had been before; there is no place for it.</summary>
internal enum Spending
{
    Done,
    Before,
    Full,
}
