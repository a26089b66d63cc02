namespace Chorus.Sealing;

/// <summary>How large files and their chunks are (docs/formats/attachment.md): what the site sees of a file's size.</summary>
public static class AttachmentSize
{
    /// <summary>Bytes of a file in one chunk.</summary>
    public const int ChunkLength = 262_144;

    /// <summary>Bytes of a sealed chunk.</summary>
    public const int SealedLength = Attachment.HeaderLength + Attachment.NonceLength + ChunkLength + Attachment.TagLength;

    /// <summary>The most chunks of one file.</summary>
    public const int MostChunks = 192;

    /// <summary>The most bytes of one file: 50,331,648.</summary>
    public const int LongestFile = MostChunks * ChunkLength;

    // Four steps a doubling: at most a quarter is sent for nothing, which on a phone somebody pays for.
    private static readonly int[] s_counts = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, MostChunks];

    /// <summary>Whether a file can have so many chunks.</summary>
    public static bool IsCount(int count) => Array.BinarySearch(s_counts, count) >= 0;

    /// <summary>How many chunks a file of <paramref name="size"/> bytes, 0 or more, has.</summary>
    /// <exception cref="ArgumentException">more than <see cref="LongestFile"/> bytes.</exception>
    public static int CountFor(long size) => size is >= 0 and <= LongestFile
        ? Array.Find(s_counts, count => (long)count * ChunkLength >= size)
        : throw new ArgumentException($"a file has at most {LongestFile} bytes", nameof(size));

    /// <summary>The part of a file of <paramref name="size"/> bytes that opened chunk <paramref name="index"/> holds.</summary>
    /// <exception cref="SealingException">what follows the end of the file is not zero.</exception>
    public static ReadOnlyMemory<byte> Unpad(long size, int index, ReadOnlyMemory<byte> text)
    {
        var length = (int)Math.Clamp(size - ((long)index * ChunkLength), 0, text.Length);
        return text.Span[length..].ContainsAnyExcept((byte)0)
            ? throw new SealingException(SealingFault.Padding, "the padding after the file is not zero")
            : text[..length];
    }
}
