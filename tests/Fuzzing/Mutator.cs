using System.Buffers.Binary;

namespace Chorus.Tests.Fuzzing;

/// <summary>
/// Makes bytes that almost follow a format out of good examples of it. The same seed gives the same bytes on every
/// machine, so that a failure can be repeated.
/// </summary>
/// <param name="seed">names the case.</param>
/// <param name="examples">at least one.</param>
/// <param name="json">whether the examples are JSON: then half of the changes are made to a value or a member as a whole.</param>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> examples, bool json)
{
    private const int LongestRepeat = 64 << 10;

    private static readonly ulong[] s_borders =
    [
        0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 127, 128, 255, 256, 65_535, 65_536, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32,
        long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    // A lone continuation byte, an overlong slash, half a surrogate pair, a code point beyond the last, a cut character, a byte order mark.
    private static readonly byte[][] s_oddText =
        [[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xef, 0xbb, 0xbf], [0]];

    private ulong _state = seed;

    /// <summary>An example with one to three changes.</summary>
    internal byte[] Next()
    {
        var bytes = Example();
        for (var changes = 1 + Below(3); changes > 0; changes--)
        {
            bytes = json && Below(2) == 0 ? JsonChange.Make(bytes, Below) : Change(bytes);
        }

        return bytes;
    }

    /// <summary>A number from 0 to <paramref name="end"/> - 1 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).</summary>
    internal int Below(int end)
    {
        _state += 0x9e3779b97f4a7c15;
        var z = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (int)((z ^ (z >> 31)) % (ulong)end);
    }

    private byte[] Example() => examples[Below(examples.Count)];

    private byte[] Change(byte[] bytes) => Below(11) switch
    {
        0 => Flipped(bytes),
        1 => Written(bytes, 1),
        2 => Written(bytes, 4),
        3 => Written(bytes, 8),
        4 => Cut(bytes),
        5 => bytes[..Below(bytes.Length + 1)],
        6 => [.. bytes, .. Noise(1 + Below(40))],
        7 => Inserted(bytes, Noise(1 + Below(8))),
        8 => Spliced(bytes, Example()),
        9 => Repeated(bytes),
        _ => Inserted(bytes, s_oddText[Below(s_oddText.Length)]),
    };

    private byte[] Flipped(byte[] bytes)
    {
        var copy = bytes.ToArray();
        if (copy.Length > 0)
        {
            copy[Below(copy.Length)] ^= (byte)(1 << Below(8));
        }

        return copy;
    }

    /// <summary>An integer of a border's value over <paramref name="size"/> bytes: where a length stands, this is 0, the most, or far too much.</summary>
    private byte[] Written(byte[] bytes, int size)
    {
        var copy = bytes.ToArray();
        if (copy.Length >= size)
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(number, s_borders[Below(s_borders.Length)]);
            number[^size..].CopyTo(copy.AsSpan(Below(copy.Length - size + 1)));
        }

        return copy;
    }

    private byte[] Cut(byte[] bytes)
    {
        var from = Below(bytes.Length + 1);
        var to = from + Below(Math.Min(64, bytes.Length - from) + 1);
        return [.. bytes[..from], .. bytes[to..]];
    }

    private byte[] Inserted(byte[] bytes, byte[] what)
    {
        var at = Below(bytes.Length + 1);
        return [.. bytes[..at], .. what, .. bytes[at..]];
    }

    private byte[] Spliced(byte[] head, byte[] tail) => [.. head[..Below(head.Length + 1)], .. tail[Below(tail.Length + 1)..]];

    /// <summary>A piece of the bytes many times over, in its place.</summary>
    private byte[] Repeated(byte[] bytes)
    {
        var from = Below(bytes.Length + 1);
        var piece = bytes[from..(from + Below(bytes.Length - from + 1))];
        var times = piece.Length == 0 ? 0 : 1 + Below(Below(4) == 0 ? Math.Max(1, LongestRepeat / piece.Length) : 3);
        var result = new MemoryStream();
        result.Write(bytes, 0, from);
        for (; times > 0; times--)
        {
            result.Write(piece);
        }

        result.Write(bytes.AsSpan(from));
        return result.ToArray();
    }

    private byte[] Noise(int count)
    {
        var noise = new byte[count];
        for (var i = 0; i < count; i++)
        {
            noise[i] = (byte)Below(256);
        }

        return noise;
    }
}
