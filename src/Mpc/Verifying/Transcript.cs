using System.Diagnostics;
using System.Numerics;

namespace Chorus.Mpc.Verifying;

/// <summary>
/// What a trustee keeps of the ANDs that are not verified yet: their operands, and its two shares of what each
/// neighbour claims to have sent. 64 gates a word, six words for each. Products come back in the order in which operands went out.
/// </summary>
/// <remarks>
/// Trustee i sent z_i = x_i y_i ^ x_i y_(i+1) ^ x_(i+1) y_i ^ r_i ^ r_(i+1) to trustee i-1, where r_i comes from the keystream
/// of trustees i-1 and i. So it has to show that u ^ v = x_i y_(i+1) ^ y_i x_(i+1), where trustee i-1 can compute
/// u = z_i ^ x_i y_i ^ r_i from what it received and holds, and trustee i+1 has v = r_(i+1).
/// </remarks>
[DebuggerDisplay("[transcript]")]
internal sealed class Transcript
{
    // Memory is taken from the system only where something is written, so room for a short run costs nothing.
    private const int FirstWords = 1 << 17;

    private ulong[] _xOwn = Room(FirstWords);
    private ulong[] _xNext = Room(FirstWords);
    private ulong[] _yOwn = Room(FirstWords);
    private ulong[] _yNext = Room(FirstWords);
    private ulong[] _claimOfNext = Room(FirstWords);
    private ulong[] _maskOfPrevious = Room(FirstWords);
    private int _received;
    private int _written;

    /// <summary>Words of operands.</summary>
    public int Words { get; private set; }

    /// <summary>Whether every product that was asked for has come.</summary>
    public bool Complete => _received == Words;

    /// <summary>Left and right operand, component of this trustee.</summary>
    public ReadOnlySpan<ulong> XOwn => _xOwn;

    /// <summary>Left operand, component of the next trustee.</summary>
    public ReadOnlySpan<ulong> XNext => _xNext;

    /// <summary>Right operand, component of this trustee.</summary>
    public ReadOnlySpan<ulong> YOwn => _yOwn;

    /// <summary>Right operand, component of the next trustee.</summary>
    public ReadOnlySpan<ulong> YNext => _yNext;

    /// <summary>u of the next trustee's claim.</summary>
    public ReadOnlySpan<ulong> ClaimOfNext => _claimOfNext;

    /// <summary>v of the previous trustee's claim.</summary>
    public ReadOnlySpan<ulong> MaskOfPrevious => _maskOfPrevious;

    /// <summary>Notes the operands of ANDs whose products are on their way, with both masks.</summary>
    public void Sent(Share x, Share y, ReadOnlySpan<ulong> maskNext, ReadOnlySpan<ulong> maskPrevious)
    {
        var words = x.Length;
        Reserve(Words + words);
        x.Own.CopyTo(_xOwn.AsSpan(Words));
        x.Next.CopyTo(_xNext.AsSpan(Words));
        y.Own.CopyTo(_yOwn.AsSpan(Words));
        y.Next.CopyTo(_yNext.AsSpan(Words));
        maskPrevious[..words].CopyTo(_maskOfPrevious.AsSpan(Words));
        Claim(x.Next, y.Next, maskNext, _claimOfNext.AsSpan(Words, words));
        Words += words;
    }

    /// <summary>Notes products of the next trustee.</summary>
    public void Received(ReadOnlySpan<ulong> product)
    {
        Share.Xor(_claimOfNext.AsSpan(_received, product.Length), product);
        _received += product.Length;
    }

    /// <summary>Fills up with gates 0 = 0 &amp; 0 to a whole number of <paramref name="tile"/> words.</summary>
    public void PadTo(int tile)
    {
        var padded = (Words + tile - 1) / tile * tile;
        Reserve(padded);
        foreach (var column in Columns())
        {
            column.AsSpan(Words, padded - Words).Clear();
        }

        Words = _received = padded;
    }

    /// <summary>Empties it for the next gates, which overwrite what is left.</summary>
    public void Empty()
    {
        _written = Math.Max(_written, Words);
        Words = _received = 0;
    }

    /// <summary>Overwrites all that was ever in it.</summary>
    public void Clear()
    {
        Empty();
        foreach (var column in Columns())
        {
            column.AsSpan(0, _written).Clear();
        }
    }

    private static void Claim(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, ReadOnlySpan<ulong> mask, Span<ulong> claim)
    {
        var lanes = Vector<ulong>.Count;
        var whole = claim.Length - (claim.Length % lanes);
        for (var i = 0; i < whole; i += lanes)
        {
            var word = (new Vector<ulong>(x.Slice(i, lanes)) & new Vector<ulong>(y.Slice(i, lanes))) ^ new Vector<ulong>(mask.Slice(i, lanes));
            word.CopyTo(claim.Slice(i, lanes));
        }

        for (var i = whole; i < claim.Length; i++)
        {
            claim[i] = (x[i] & y[i]) ^ mask[i];
        }
    }

    private ulong[][] Columns() => [_xOwn, _xNext, _yOwn, _yNext, _claimOfNext, _maskOfPrevious];

    private void Reserve(int words)
    {
        if (words > _xOwn.Length)
        {
            var capacity = Math.Max(words, 2 * _xOwn.Length);
            Grow(ref _xOwn, capacity);
            Grow(ref _xNext, capacity);
            Grow(ref _yOwn, capacity);
            Grow(ref _yNext, capacity);
            Grow(ref _claimOfNext, capacity);
            Grow(ref _maskOfPrevious, capacity);
        }
    }

    private void Grow(ref ulong[] column, int capacity)
    {
        var longer = Room(capacity);
        column.AsSpan(0, Words).CopyTo(longer);
        column.AsSpan(0, Math.Max(Words, Math.Min(_written, column.Length))).Clear();
        column = longer;
    }

    private static ulong[] Room(int words) => GC.AllocateUninitializedArray<ulong>(words);
}
