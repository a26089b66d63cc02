namespace Chorus.Mpc.Circuits;

/// <summary>
/// Which of two different numbers is the smaller, on bit planes. At the highest bit in which they differ, the larger
/// one has a 1. Two circuits find that bit: a long one with one gate for each bit, and a short one with two.
/// </summary>
public static class LessThan
{
    // Where the time of the gates that the tree has more of is that of the rounds that it saves (docs/performance.md).
    private const int RippleFromWords = 512;

    /// <summary>
    /// <paramref name="result"/> = left &lt; right, for numbers of <paramref name="width"/> bits that are known to
    /// differ (equal numbers give bit 0 of the right one). Plane j is the words from j * words, bit j of all numbers, least
    /// significant first; <paramref name="difference"/> holds left ^ right. Both are overwritten.
    /// </summary>
    public static void Run(Step step, int width, Share difference, Share right, Share result)
    {
        if (result.Length >= RippleFromWords)
        {
            LessThanRipple.Run(step, width, difference, right, result);
        }
        else
        {
            LessThanTree.Run(step, width, difference, right, result);
        }
    }
}
