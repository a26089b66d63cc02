namespace Chorus.Mpc;

/// <summary>
/// Puts shared rows into an order that no single trustee knows: three permutations one after the other, each known
/// to two trustees. Trustees 0 and 2 send one word and trustee 1 two words for each word of a row, in two rounds
/// (Araki et al., "Secure Graph Analysis at Scale", CCS 2021, section 4).
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
    public static void Run(Step step, SharedRows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var half = new ShuffleHalf(step, rows.Count);
        switch (step.Party)
        {
            case 0:
                First(half, rows);
                break;
            case 1:
                Second(half, rows);
                break;
            default:
                Third(half, rows);
                break;
        }
    }

    private static void First(ShuffleHalf half, SharedRows rows)
    {
        half.LoadSum(rows);
        half.Mask(Pair.Next);
        half.Permute(Pair.Next);
        half.Mask(Pair.Previous);
        half.Permute(Pair.Previous);
        half.SendNext();
        half.StoreFresh(rows, Component.Own, Pair.Previous);
        half.StoreFresh(rows, Component.Next, Pair.Next);
    }

    private static void Second(ShuffleHalf half, SharedRows rows)
    {
        half.LoadNext(rows);
        half.Mask(Pair.Previous);
        half.Permute(Pair.Previous);
        half.SendNext();
        half.ReceivePrevious();
        half.Permute(Pair.Next);
        half.StoreFresh(rows, Component.Own, Pair.Previous);
        half.XorFrom(rows, Component.Own);
        half.SendNext();
        half.XorReceivedNext();
        half.Store(rows, Component.Next);
    }

    private static void Third(ShuffleHalf half, SharedRows rows)
    {
        half.ReceivePrevious();
        half.Mask(Pair.Next);
        half.Permute(Pair.Next);
        half.Permute(Pair.Previous);
        half.StoreFresh(rows, Component.Next, Pair.Next);
        half.XorFrom(rows, Component.Next);
        half.SendPrevious();
        half.XorReceivedPrevious();
        half.Store(rows, Component.Own);
    }
}
