namespace Chorus.Mpc.Circuits;

/// <summary>
/// <see cref="LessThan"/> in few gates: from the lowest bit up, a bit in which the numbers differ overrules all lower ones,
/// b = d ? r : b = b ^ d &amp; (r ^ b). width - 1 gates for each pair, which is the least that comparing takes, and as many
/// rounds. The pairs go in blocks, so that while the products of one block are on their way the next is computed.
/// </summary>
internal static class LessThanRipple
{
    // With a link's four bytes in front just under two TLS records of 16 KiB, so that no record is sent for the last few bytes.
    private const int BlockWords = (1 << 12) - 8;

    public static void Run(Step step, int width, Share difference, Share right, Share result)
    {
        var words = result.Length;
        using var products = step.Rent(words);
        right.Slice(0, words).CopyTo(result);
        for (var plane = 1; plane < width; plane++)
        {
            for (var start = 0; start < words; start += BlockWords)
            {
                var count = Math.Min(BlockWords, words - start);
                var bits = result.Slice(start, count);
                var product = products.Share.Slice(start, count);
                if (plane > 1)
                {
                    Receive(step, product, bits);
                }

                var place = (plane * words) + start;
                step.SendAnd(difference.Slice(place, count), right.Slice(place, count), bits, product.Own);
            }

            step.Meter.Round();
        }

        for (var start = 0; start < words && width > 1; start += BlockWords)
        {
            var count = Math.Min(BlockWords, words - start);
            Receive(step, products.Share.Slice(start, count), result.Slice(start, count));
        }
    }

    private static void Receive(Step step, Share product, Share bits)
    {
        step.ReceiveAnd(product.Next);
        bits.Xor(product);
    }
}
