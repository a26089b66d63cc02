namespace Chorus.Unit.Tests.Vectors;

/// <summary>Copies of bytes with one thing wrong.</summary>
internal static class Change
{
    internal static byte[] Flip(byte[] bytes, Index at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 1;
        return copy;
    }

    internal static byte[] Set(byte[] bytes, int at, byte value)
    {
        var copy = bytes.ToArray();
        copy[at] = value;
        return copy;
    }

    internal static byte[] Cut(byte[] bytes) => bytes[..^1];

    internal static byte[] Lengthen(byte[] bytes) => [.. bytes, 0];
}
