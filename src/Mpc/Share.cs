using System.Numerics;
using System.Runtime.InteropServices;

namespace Chorus.Mpc;

/// <summary>
/// One trustee's share of a vector of words: each word is x = x0 ^ x1 ^ x2, and trustee i holds x_i in
/// <see cref="Own"/> and x_(i+1) in <see cref="Next"/>. Two trustees hold all three, one alone holds nothing.
/// A vector of bits is packed, bit p in word p/64 at position p%64.
/// </summary>
public readonly ref struct Share
{
    /// <summary>Component i.</summary>
    public Span<ulong> Own { get; }

    /// <summary>Component i+1, of the same length.</summary>
    public Span<ulong> Next { get; }

    /// <summary>A view on both components.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Share(Span<ulong> own, Span<ulong> next)
    {
        if (own.Length != next.Length)
        {
            throw new ArgumentException("Both components of a share have the same length.", nameof(next));
        }

        Own = own;
        Next = next;
    }

    /// <summary>Words.</summary>
    public int Length => Own.Length;

    /// <summary>A view on <paramref name="length"/> words from <paramref name="start"/>.</summary>
    public Share Slice(int start, int length) => new(Own.Slice(start, length), Next.Slice(start, length));

    /// <summary>Copies into <paramref name="target"/>, of at least this length.</summary>
    public void CopyTo(Share target)
    {
        Own.CopyTo(target.Own);
        Next.CopyTo(target.Next);
    }

    /// <summary>This ^= <paramref name="other"/>: local, without a message.</summary>
    public void Xor(Share other)
    {
        Xor(Own, other.Own);
        Xor(Next, other.Next);
    }

    /// <summary>Sets all words to zero.</summary>
    public void Clear()
    {
        Own.Clear();
        Next.Clear();
    }

    /// <summary>Always <c>[share]</c>.</summary>
    public override string ToString() => "[share]";

    /// <summary><paramref name="sum"/> = <paramref name="a"/> ^ <paramref name="b"/>, all of the same length.</summary>
    internal static void Xor(Share a, Share b, Share sum)
    {
        Xor(a.Own, b.Own, sum.Own);
        Xor(a.Next, b.Next, sum.Next);
    }

    internal static void Xor(Span<ulong> target, ReadOnlySpan<ulong> source) => Xor(target, source, target);

    private static void Xor(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> sum)
    {
        a = a[..sum.Length];
        b = b[..sum.Length];
        var left = MemoryMarshal.Cast<ulong, Vector<ulong>>(a);
        var right = MemoryMarshal.Cast<ulong, Vector<ulong>>(b);
        var sums = MemoryMarshal.Cast<ulong, Vector<ulong>>(sum);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = left[i] ^ right[i];
        }

        for (var i = sums.Length * Vector<ulong>.Count; i < sum.Length; i++)
        {
            sum[i] = a[i] ^ b[i];
        }
    }
}
