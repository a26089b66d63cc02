using System.Numerics;

namespace Chorus.Log.Merkle;

/// <summary>How RFC 6962 divides a tree of any size.</summary>
internal static class TreeShape
{
    /// <summary>Leaves on the left of a tree: the largest power of two below its size.</summary>
    /// <param name="size">2 or more.</param>
    internal static long Left(long size) => (long)(BitOperations.RoundUpToPowerOf2((ulong)size) >> 1);

    /// <summary>Whether a tree of this size is complete: a power of two.</summary>
    internal static bool IsComplete(long size) => BitOperations.IsPow2(size);

    /// <summary>Of a complete tree: 0 for one leaf.</summary>
    internal static int Height(long size) => BitOperations.Log2((ulong)size);
}
