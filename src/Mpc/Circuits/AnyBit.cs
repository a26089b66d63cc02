namespace Chorus.Mpc.Circuits;

/// <summary>Whether a bit of a vector is one, for many vectors at once.</summary>
public static class AnyBit
{
    /// <summary>
    /// Bit 0 of word v of <paramref name="result"/> = some bit of vector v is one, its other bits are zero. Word w of vector v is word
    /// w * result.Length + v of <paramref name="bits"/>, which is overwritten. One gate for each bit, log2 of the bits rounds.
    /// </summary>
    public static void Find(Step step, Share bits, Share result)
    {
        var folding = new Folding(result.Length, bits.Length / result.Length);
        using var upperBuffer = step.Rent(bits.Length);
        using var both = step.Rent(bits.Length);
        while (folding.Next())
        {
            var lower = folding.Lower(bits);
            var upper = upperBuffer.Share.Slice(0, folding.Length);
            var product = both.Share.Slice(0, folding.Length);
            folding.Upper(bits, upper);
            step.And(lower, upper, product);
            lower.Xor(upper);
            lower.Xor(product);
        }

        bits.Slice(0, result.Length).CopyTo(result);
        PackedBits.Keep(result, 1);
    }
}
