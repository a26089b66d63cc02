using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Chorus.Mpc;

/// <summary>
/// Shared rows of two words, <c>high</c> and <c>low</c>, of which shuffle and sort move whole rows. One row is one
/// vector (own high, own low, next high, next low), so that moving or XORing a row is one instruction.
/// </summary>
[DebuggerDisplay("[shared rows]")]
public sealed class SharedRows
{
    private readonly Vector256<ulong>[] _rows;

    /// <summary><paramref name="count"/> rows of zeros.</summary>
    public SharedRows(int count) => _rows = new Vector256<ulong>[count];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    internal Span<Vector256<ulong>> Span => _rows;

    /// <summary>Sets one row from its four words.</summary>
    public void Set(int row, ulong ownHigh, ulong ownLow, ulong nextHigh, ulong nextLow) =>
        _rows[row] = Vector256.Create(ownHigh, ownLow, nextHigh, nextLow);

    /// <summary>Sets the rows from <paramref name="start"/> on, one for each word of two vectors of the same length.</summary>
    public void Set(int start, Share high, Share low)
    {
        for (var k = 0; k < high.Length; k++)
        {
            Set(start + k, high.Own[k], low.Own[k], high.Next[k], low.Next[k]);
        }
    }

    /// <summary>Copies the high words of the rows from <paramref name="start"/> on, one word for each row, as many as there is room for.</summary>
    public void High(int start, Share target) => Column(0, start, target);

    /// <summary>Copies the low words, in the same way.</summary>
    public void Low(int start, Share target) => Column(1, start, target);

    /// <summary>Always <c>[shared rows]</c>.</summary>
    public override string ToString() => "[shared rows]";

    /// <summary>Overwrites all rows.</summary>
    public void Clear() => Array.Clear(_rows);

    private void Column(int word, int start, Share target)
    {
        var rows = _rows.AsSpan(start, target.Length);
        for (var k = 0; k < rows.Length; k++)
        {
            target.Own[k] = rows[k][word];
            target.Next[k] = rows[k][word + 2];
        }
    }
}
