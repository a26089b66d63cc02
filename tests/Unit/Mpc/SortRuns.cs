using Chorus.Mpc;
using Chorus.Mpc.Shuffling;
using Chorus.Mpc.Sorting;

namespace Chorus.Tests.Mpc;

/// <summary>Shuffles and sorts plain keys with the real three-party code and keeps what the sort opened.</summary>
internal static class SortRuns
{
    /// <summary>What breaks ties between equal keys.</summary>
    internal enum TieBreak
    {
        /// <summary>The secret row index that went through the shuffle, as the product does it.</summary>
        Index,

        /// <summary>The position after the shuffle: what the protocol forbids, here to show that the test sees it.</summary>
        Position,
    }

    internal sealed record Result(ulong[] Keys, ulong[] Low, IReadOnlyList<Opening> Openings)
    {
        public double Comparisons => Openings.Sum(opening => opening.Bits);

        /// <summary>Comparisons whose first row was not the smaller one, as a share of all.</summary>
        public double Descents => 1 - (Openings.Sum(opening => opening.Ones) / Comparisons);

        public double Levels => Openings.Count;
    }

    /// <summary>Unverified unless asked otherwise: verifying is the same sort, and opens the same (a test holds that).</summary>
    public static Result Run(int seed, ulong[] keys, TieBreak tieBreak, VerificationMode mode = VerificationMode.Unverified)
    {
        var components = Trio.Components(keys, new Random(seed));
        var recorder = new OpeningRecorder();
        var held = Trio.Run(
            seed,
            session => SortAs(session, components, tieBreak),
            party => party == 0 ? recorder : null,
            (_, _, link) => link,
            mode);
        return new Result(Trio.Reveal([.. held.Select(h => h.High)]), Trio.Reveal([.. held.Select(h => h.Low)]), recorder.Openings);
    }

    private static (HeldShare High, HeldShare Low) SortAs(Session session, ulong[][] components, TieBreak tieBreak)
    {
        var count = components[0].Length;
        var rows = new SharedRows(count);
        using (var step = session.Begin("shuffle"))
        {
            using var high = Trio.Load(step, components, session.Party);
            Fill(step, rows, high);
            Shuffle.Run(step, rows);
        }

        using var sorting = session.Begin("sort");
        if (tieBreak == TieBreak.Position)
        {
            using var shuffled = sorting.Rent(count);
            rows.High(0, shuffled.Share);
            Fill(sorting, rows, shuffled);
        }

        Sort.Run(sorting, rows, lowBits: 20);
        using var column = sorting.Rent(count);
        rows.High(0, column.Share);
        var sorted = new HeldShare(column.Share.Own.ToArray(), column.Share.Next.ToArray());
        rows.Low(0, column.Share);
        return (sorted, new HeldShare(column.Share.Own.ToArray(), column.Share.Next.ToArray()));
    }

    // Low word: the row's position at this moment.
    private static void Fill(Step step, SharedRows rows, ShareBuffer high)
    {
        using var low = step.Rent(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            step.XorPublic(low.Share.Slice(row, 1), (ulong)row);
        }

        rows.Set(0, high.Share, low.Share);
    }
}
