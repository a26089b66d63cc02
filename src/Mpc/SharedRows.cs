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

    /// <summary>Sets row <paramref name="row"/> from word <paramref name="row"/> of two vectors.</summary>
    public void Set(int row, Share high, Share low) =>
        _rows[row] = Vector256.Create(high.Own[row], low.Own[row], high.Next[row], low.Next[row]);

    /// <summary>Copies the high words into <paramref name="target"/>, one word for each row.</summary>
    public void High(Share target) => Column(0, target);

    /// <summary>Copies the low words into <paramref name="target"/>, one word for each row.</summary>
    public void Low(Share target) => Column(1, target);

    /// <summary>Always <c>[shared rows]</c>.</summary>
    public override string ToString() => "[shared rows]";

    /// <summary>Overwrites all rows.</summary>
    public void Clear() => Array.Clear(_rows);

    private void Column(int word, Share target)
    {
        for (var row = 0; row < _rows.Length; row++)
        {
            target.Own[row] = _rows[row][word];
            target.Next[row] = _rows[row][word + 2];
        }
    }
}
