using System.Runtime.Intrinsics;

namespace Chorus.Mpc.Shuffling;

/// <summary>
/// Puts shared rows into an order that no single trustee knows: three permutations one after the other, each known
/// to two trustees. Trustees 0 and 2 send one word and trustee 1 two words for each word of a row, in two rounds
/// (Araki et al., "Secure Graph Analysis at Scale", CCS 2021, section 4). In a verified session the rows carry tags, which are
/// checked afterwards (<see cref="ShuffleTags"/>).
/// </summary>
/// <remarks>
/// Trustees 0 and 1 know p, 2 and 0 know q, 1 and 2 know r; each pair also has a mask of its own (P, Q, R) and two
/// pairs one new component. With x = x0 ^ x1 ^ x2:
/// trustee 0 sends q(p(x0 ^ x1 ^ P) ^ Q) to 1: the mask Q, which 1 does not know, hides it and the permutation q;
/// trustee 1 sends p(x2 ^ P) to 2: hidden from 2 by P in the same way;
/// then 1 and 2 hold two halves of r(q(p(x))) and reshare them: x0' from the key of 2 and 0, x1' from that of 0 and
/// 1, and both send their half, masked by the component that the other does not know, to make x2'.
/// Trustee 0 receives nothing at all.
/// </remarks>
public static class Shuffle
{
    /// <summary>Shuffles <paramref name="rows"/> in place.</summary>
    /// <exception cref="ProtocolException">In a verified session: a trustee deviated.</exception>
    public static void Run(Step step, SharedRows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var permutations = new ShufflePermutations(step, rows.Count);
        if (!step.IsVerified)
        {
            Move(new ShuffleHalf<RowColumn, Vector128<ulong>>(step, permutations, new RowColumn(rows), ""));
            return;
        }

        using var tags = ShuffleTags.Make(step, rows);
        Move(new ShuffleHalf<RowColumn, Vector128<ulong>>(step, permutations, new RowColumn(rows), ""));
        Move(new ShuffleHalf<TagColumn, ulong>(step, permutations, tags.Column, " of tags"));
        tags.Check(step, rows);
    }

    private static void Move<TColumn, T>(ShuffleHalf<TColumn, T> half)
        where TColumn : struct, IShuffledColumn<T>
        where T : unmanaged
    {
        switch (half.Party)
        {
            case 0:
                First(half);
                break;
            case 1:
                Second(half);
                break;
            default:
                Third(half);
                break;
        }
    }

    private static void First<TColumn, T>(ShuffleHalf<TColumn, T> half)
        where TColumn : struct, IShuffledColumn<T>
        where T : unmanaged
    {
        half.LoadSum();
        half.Mask(Pair.Next);
        half.Permute(Pair.Next);
        half.Mask(Pair.Previous);
        half.Permute(Pair.Previous);
        half.SendNext();
        half.StoreFresh(Component.Own, Pair.Previous);
        half.StoreFresh(Component.Next, Pair.Next);
    }

    private static void Second<TColumn, T>(ShuffleHalf<TColumn, T> half)
        where TColumn : struct, IShuffledColumn<T>
        where T : unmanaged
    {
        half.LoadNext();
        half.Mask(Pair.Previous);
        half.Permute(Pair.Previous);
        half.SendNext();
        half.ReceivePrevious();
        half.Permute(Pair.Next);
        half.StoreFresh(Component.Own, Pair.Previous);
        half.Add(Component.Own);
        half.SendNext();
        half.AddReceivedNext();
        half.Store(Component.Next);
    }

    private static void Third<TColumn, T>(ShuffleHalf<TColumn, T> half)
        where TColumn : struct, IShuffledColumn<T>
        where T : unmanaged
    {
        half.ReceivePrevious();
        half.Mask(Pair.Next);
        half.Permute(Pair.Next);
        half.Permute(Pair.Previous);
        half.StoreFresh(Component.Next, Pair.Next);
        half.Add(Component.Next);
        half.SendPrevious();
        half.AddReceivedPrevious();
        half.Store(Component.Own);
    }
}
