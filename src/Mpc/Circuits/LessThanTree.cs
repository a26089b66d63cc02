namespace Chorus.Mpc.Circuits;

/// <summary>
/// <see cref="LessThan"/> in few rounds: carries (do the bits so far differ, and the right number's bit at the highest
/// difference) up a tree, (d, b) = (dh | dl, dh ? bh : bl). Two AND gates for each inner node and none at the leaves:
/// about 2 * width gates for each pair, ceil(log2 width) rounds.
/// </summary>
internal static class LessThanTree
{
    public static void Run(Step step, int width, Share difference, Share right, Share result)
    {
        var words = result.Length;
        using var leftBuffer = step.Rent(width * words);
        using var rightBuffer = step.Rent(width * words);
        for (var planes = width; planes > 1; planes = (planes + 1) / 2)
        {
            Reduce(step, planes, words, difference, right, leftBuffer.Share, rightBuffer.Share);
        }

        right.Slice(0, words).CopyTo(result);
    }

    private static void Reduce(Step step, int planes, int words, Share difference, Share right, Share x, Share y)
    {
        var pairs = planes / 2;
        // The first half of the batch chooses bits, pairs 0..; the second joins differences, pairs 1.. (whether
        // the lowest group differs is never asked, since something differs).
        for (var pair = 0; pair < pairs; pair++)
        {
            var high = difference.Slice(((2 * pair) + 1) * words, words);
            var choose = pair * words;
            high.CopyTo(x.Slice(choose, words));
            right.Slice(((2 * pair) + 1) * words, words).CopyTo(y.Slice(choose, words));
            y.Slice(choose, words).Xor(right.Slice(2 * pair * words, words));
            if (pair > 0)
            {
                var join = (pairs + pair - 1) * words;
                high.CopyTo(x.Slice(join, words));
                difference.Slice(2 * pair * words, words).CopyTo(y.Slice(join, words));
            }
        }

        var used = ((2 * pairs) - 1) * words;
        step.And(x.Slice(0, used), y.Slice(0, used), x.Slice(0, used));
        for (var pair = 0; pair < pairs; pair++)
        {
            var bit = right.Slice(pair * words, words);
            right.Slice(2 * pair * words, words).CopyTo(bit);
            bit.Xor(x.Slice(pair * words, words));
            if (pair > 0)
            {
                var joined = difference.Slice(pair * words, words);
                difference.Slice(2 * pair * words, words).CopyTo(joined);
                joined.Xor(difference.Slice(((2 * pair) + 1) * words, words));
                joined.Xor(x.Slice((pairs + pair - 1) * words, words));
            }
        }

        if (planes % 2 == 1)
        {
            right.Slice((planes - 1) * words, words).CopyTo(right.Slice(pairs * words, words));
            difference.Slice((planes - 1) * words, words).CopyTo(difference.Slice(pairs * words, words));
        }
    }
}
