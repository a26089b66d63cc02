using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Chorus.Mpc;

/// <summary>Which neighbour a key, a mask or a permutation is shared with.</summary>
internal enum Pair
{
    Next,
    Previous,
}

/// <summary>Which of its two components a trustee reads or writes.</summary>
internal enum Component
{
    Own,
    Next,
}

/// <summary>
/// One trustee's additive half of the rows while a shuffle is under way, and the moves that a shuffle is made of.
/// Rows are two words; each mask and each permutation is drawn once, from a stream of its own.
/// </summary>
internal sealed class ShuffleHalf(Step step, int count)
{
    private const int MaskRows = 1024;

    private readonly int[] _permutation = new int[count];
    private Vector128<ulong>[] _half = new Vector128<ulong>[count];
    private Vector128<ulong>[] _other = new Vector128<ulong>[count];

    /// <summary>half = own ^ next.</summary>
    public void LoadSum(SharedRows rows)
    {
        var source = rows.Span;
        for (var i = 0; i < _half.Length; i++)
        {
            _half[i] = source[i].GetLower() ^ source[i].GetUpper();
        }
    }

    /// <summary>half = next.</summary>
    public void LoadNext(SharedRows rows)
    {
        var source = rows.Span;
        for (var i = 0; i < _half.Length; i++)
        {
            _half[i] = source[i].GetUpper();
        }
    }

    /// <summary>half ^= the mask of this pair.</summary>
    public void Mask(Pair pair)
    {
        using var stream = pair == Pair.Next ? step.StreamWithNext("mask") : step.StreamWithPrevious("mask");
        var mask = new Vector128<ulong>[MaskRows];
        for (var start = 0; start < _half.Length; start += MaskRows)
        {
            var part = _half.AsSpan(start, Math.Min(MaskRows, _half.Length - start));
            stream.Fill(MemoryMarshal.AsBytes(mask.AsSpan(0, part.Length)));
            Xor(part, mask);
        }
    }

    /// <summary>half = permutation of this pair (half).</summary>
    public void Permute(Pair pair)
    {
        using var stream = pair == Pair.Next ? step.StreamWithNext("permutation") : step.StreamWithPrevious("permutation");
        Permutation.Draw(stream, _permutation);
        for (var i = 0; i < _half.Length; i++)
        {
            _other[i] = _half[_permutation[i]];
        }

        (_half, _other) = (_other, _half);
    }

    /// <summary>Draws a fresh random component that this pair knows, straight into the rows.</summary>
    public void StoreFresh(SharedRows rows, Component component, Pair pair)
    {
        using var stream = pair == Pair.Next ? step.StreamWithNext("component") : step.StreamWithPrevious("component");
        stream.Fill(MemoryMarshal.AsBytes(_other.AsSpan()));
        Store(_other, rows, component);
    }

    /// <summary>half ^= this component of the rows.</summary>
    public void XorFrom(SharedRows rows, Component component)
    {
        var source = rows.Span;
        for (var i = 0; i < _half.Length; i++)
        {
            _half[i] ^= component == Component.Own ? source[i].GetLower() : source[i].GetUpper();
        }
    }

    /// <summary>Writes the half into the rows as this component.</summary>
    public void Store(SharedRows rows, Component component) => Store(_half, rows, component);

    public void SendNext() => step.Wire.ToNext(step.Name, Words(_half));

    public void SendPrevious() => step.Wire.ToPrevious(step.Name, Words(_half));

    public void ReceivePrevious()
    {
        step.Wire.FromPrevious(step.Name, Words(_half));
        step.Meter.Round();
    }

    public void XorReceivedNext()
    {
        step.Wire.FromNext(step.Name, Words(_other));
        step.Meter.Round();
        Xor(_half, _other);
    }

    public void XorReceivedPrevious()
    {
        step.Wire.FromPrevious(step.Name, Words(_other));
        step.Meter.Round();
        Xor(_half, _other);
    }

    private static Span<ulong> Words(Vector128<ulong>[] rows) => MemoryMarshal.Cast<Vector128<ulong>, ulong>(rows.AsSpan());

    private static void Xor(Span<Vector128<ulong>> target, ReadOnlySpan<Vector128<ulong>> source)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] ^= source[i];
        }
    }

    private static void Store(Vector128<ulong>[] source, SharedRows rows, Component component)
    {
        var target = rows.Span;
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = component == Component.Own ? target[i].WithLower(source[i]) : target[i].WithUpper(source[i]);
        }
    }
}
