namespace Chorus.Mpc.Circuits;

/// <summary>
/// Halves many bit vectors again and again, all at once, until one bit of each is left. Word w of vector v is word
/// w * vectors + v, so that a half of all vectors is one piece; the last halvings are within words. All is local.
/// </summary>
internal sealed class Folding(int vectors, int words)
{
    private int _words = words;
    private int _bits = 64;
    private int _whole;

    /// <summary>Words of a half of all vectors.</summary>
    public int Length { get; private set; } = vectors * words;

    /// <summary>Goes on to the next halving; false when one bit is left, the lowest of each vector's first word.</summary>
    public bool Next()
    {
        _whole = Length;
        if (_words > 1)
        {
            _words = (_words + 1) / 2;
            Length = _words * vectors;
            return true;
        }

        _bits /= 2;
        return _bits > 0;
    }

    /// <summary>The lower half of a plane, in place: the result of the halving belongs there. Within words, bits above it are of no account.</summary>
    public Share Lower(Share plane) => plane.Slice(0, Length);

    /// <summary>Copies the upper half of a plane into the first words of <paramref name="target"/>; a half that is shorter is filled up with zeros.</summary>
    public void Upper(Share plane, Share target)
    {
        if (_bits == 64)
        {
            target.Slice(0, Length).Clear();
            plane.Slice(Length, _whole - Length).CopyTo(target);
            return;
        }

        Shift(plane.Own, target.Own);
        Shift(plane.Next, target.Next);
    }

    private void Shift(ReadOnlySpan<ulong> source, Span<ulong> target)
    {
        for (var i = 0; i < Length; i++)
        {
            target[i] = source[i] >> _bits;
        }
    }
}
