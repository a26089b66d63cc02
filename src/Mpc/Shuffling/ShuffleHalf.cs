using System.Runtime.InteropServices;

namespace Chorus.Mpc.Shuffling;

/// <summary>
/// One trustee's additive half of a column while a shuffle is under way, and the moves that a shuffle is made of.
/// Each mask is drawn once, from a stream of its own.
/// </summary>
internal sealed class ShuffleHalf<TColumn, T>(Step step, ShufflePermutations permutations, TColumn column, string ofColumn)
    where TColumn : struct, IShuffledColumn<T>
    where T : unmanaged
{
    private const int MaskRows = 1024;

    private T[] _half = new T[permutations.Count];
    private T[] _other = new T[permutations.Count];

    public int Party => step.Party;

    /// <summary>half = own ^ next.</summary>
    public void LoadSum()
    {
        for (var i = 0; i < _half.Length; i++)
        {
            _half[i] = column.Own(i);
        }

        Add(Component.Next);
    }

    /// <summary>half = next.</summary>
    public void LoadNext()
    {
        for (var i = 0; i < _half.Length; i++)
        {
            _half[i] = column.Next(i);
        }
    }

    /// <summary>half ^= this component of the column.</summary>
    public void Add(Component component)
    {
        for (var i = 0; i < _half.Length; i++)
        {
            _other[i] = component == Component.Own ? column.Own(i) : column.Next(i);
        }

        Share.Xor(Words(_half), Words(_other));
    }

    /// <summary>half ^= the mask of this pair.</summary>
    public void Mask(Pair pair)
    {
        using var stream = step.StreamWith(pair, "mask" + ofColumn);
        var mask = new T[MaskRows];
        for (var start = 0; start < _half.Length; start += MaskRows)
        {
            var part = _half.AsSpan(start, Math.Min(MaskRows, _half.Length - start));
            stream.Fill(MemoryMarshal.AsBytes(mask.AsSpan(0, part.Length)));
            Share.Xor(Words(part), Words(mask));
        }
    }

    /// <summary>half = permutation of this pair (half).</summary>
    public void Permute(Pair pair)
    {
        var permutation = permutations.Of(pair);
        for (var i = 0; i < _half.Length; i++)
        {
            _other[i] = _half[permutation[i]];
        }

        (_half, _other) = (_other, _half);
    }

    /// <summary>Draws a fresh random component that this pair knows, straight into the column.</summary>
    public void StoreFresh(Component component, Pair pair)
    {
        using var stream = step.StreamWith(pair, "component" + ofColumn);
        stream.Fill(MemoryMarshal.AsBytes(_other.AsSpan()));
        Store(_other, component);
    }

    /// <summary>Writes the half into the column as this component.</summary>
    public void Store(Component component) => Store(_half, component);

    public void SendNext() => step.Wire.ToNext(step.Name, Words(_half));

    public void SendPrevious() => step.Wire.ToPrevious(step.Name, Words(_half));

    public void ReceivePrevious()
    {
        step.Wire.FromPrevious(step.Name, Words(_half));
        step.Meter.Round();
    }

    public void AddReceivedNext()
    {
        step.Wire.FromNext(step.Name, Words(_other));
        step.Meter.Round();
        Share.Xor(Words(_half), Words(_other));
    }

    public void AddReceivedPrevious()
    {
        step.Wire.FromPrevious(step.Name, Words(_other));
        step.Meter.Round();
        Share.Xor(Words(_half), Words(_other));
    }

    private static Span<ulong> Words(Span<T> values) => MemoryMarshal.Cast<T, ulong>(values);

    private void Store(T[] source, Component component)
    {
        for (var i = 0; i < source.Length; i++)
        {
            column.Set(i, component, source[i]);
        }
    }
}
