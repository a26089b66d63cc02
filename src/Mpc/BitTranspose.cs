using System.Runtime.Intrinsics;

namespace Chorus.Mpc;

/// <summary>
/// Transposes eight 64 x 64 bit matrices at once, one in each lane: word r, bit c goes to word c, bit r. The usual
/// exchange of ever smaller blocks (Knuth, TAOCP 4A, 7.1.3), with the lanes left alone.
/// </summary>
internal static class BitTranspose
{
    public static void Transpose(Span<Vector512<ulong>> matrix)
    {
        matrix = matrix[..64];
        var mask = 0x00000000FFFFFFFFUL;
        for (var size = 32; size != 0; size >>= 1, mask ^= mask << size)
        {
            var kept = Vector512.Create(mask);
            for (var row = 0; row < 64; row = (row + size + 1) & ~size)
            {
                var upper = matrix[row];
                var lower = matrix[row + size];
                var swap = (Vector512.ShiftRightLogical(upper, size) ^ lower) & kept;
                matrix[row] = upper ^ Vector512.ShiftLeft(swap, size);
                matrix[row + size] = lower ^ swap;
            }
        }
    }
}
