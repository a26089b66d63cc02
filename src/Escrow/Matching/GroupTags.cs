using Chorus.Mpc;

namespace Chorus.Escrow.Matching;

/// <summary>
/// Step 6: a fresh random tag for each group. Each group's first row draws 64 joint random bits, all others zero,
/// and a row's tag is the XOR of all draws up to it. XOR is local, so copying along the group costs nothing; and since
/// each group adds a draw of its own, the tags of all groups are independent and uniformly random.
/// </summary>
internal sealed class GroupTags(Step step, ShareBuffer same)
{
    private ulong _own;
    private ulong _next;

    /// <summary>The tags of the next rows, from <paramref name="start"/> (a multiple of 64) on. One round.</summary>
    public void Draw(int start, Share tags)
    {
        using var first = step.Rent(PackedBits.Words(tags.Length));
        using var drawn = step.Rent(tags.Length);
        same.Share.Slice(start / 64, first.Length).CopyTo(first.Share);
        step.Not(first.Share);
        RowMask.Expand(first.Share, tags);
        step.Random(drawn.Share);
        step.And(tags, drawn.Share, tags);
        Accumulate(tags.Own, ref _own);
        Accumulate(tags.Next, ref _next);
    }

    private static void Accumulate(Span<ulong> words, ref ulong last)
    {
        foreach (ref var word in words)
        {
            last = word ^= last;
        }
    }
}
