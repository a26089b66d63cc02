using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 6: a fresh random tag for each group. Each group's first row draws 64 joint random bits, all others zero,
/// and a row's tag is the XOR of all draws up to it. XOR is local, so copying along the group costs nothing; and since
/// each group adds a draw of its own, the tags of all groups are independent and uniformly random. One round.
/// </summary>
internal static class GroupTags
{
    public static void Draw(Step step, Share same, Share tags)
    {
        using var first = step.Rent(same.Length);
        using var drawn = step.Rent(tags.Length);
        same.CopyTo(first.Share);
        step.Not(first.Share);
        RowMask.Expand(first.Share, tags);
        step.Random(drawn.Share);
        step.And(tags, drawn.Share, tags);
        Accumulate(tags.Own);
        Accumulate(tags.Next);
    }

    private static void Accumulate(Span<ulong> words)
    {
        for (var row = 1; row < words.Length; row++)
        {
            words[row] ^= words[row - 1];
        }
    }
}
