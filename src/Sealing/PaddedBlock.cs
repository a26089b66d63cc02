using System.Buffers.Binary;

namespace Chorus.Sealing;

/// <summary>
/// Data padded to one of few lengths, each four times the one before, so that a length tells its class only: a <c>u32</c> length, the
/// data, zeros (docs/formats/envelope.md, case-content.md).
/// </summary>
/// <param name="smallest">bytes of class 0.</param>
/// <param name="largestClass">the last class.</param>
/// <param name="what">what is padded, for messages: envelope.</param>
internal sealed class PaddedBlock(int smallest, int largestClass, string what)
{
    /// <summary>Bytes of the length before the data.</summary>
    public const int LengthField = 4;

    /// <summary>Bytes of a class.</summary>
    public int LengthOf(int sizeClass) => smallest << (2 * sizeClass);

    /// <summary>The smallest class that data fits, and the data padded to it. The caller erases it.</summary>
    /// <exception cref="ArgumentException">more bytes than fit the largest class.</exception>
    public (int SizeClass, byte[] Padded) Pad(ReadOnlySpan<byte> data)
    {
        var sizeClass = ClassOf(data.Length);
        var padded = new byte[LengthOf(sizeClass)];
        BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)data.Length);
        data.CopyTo(padded.AsSpan(LengthField));
        return (sizeClass, padded);
    }

    /// <summary>The data of a block of this class.</summary>
    /// <exception cref="SealingException"><see cref="SealingFault.Padding"/>: the length does not fit the class, or what follows is not zero.</exception>
    public byte[] Unpad(ReadOnlySpan<byte> padded, int sizeClass)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(padded);
        if (length > (uint)(padded.Length - LengthField) || ClassOf((int)length) != sizeClass)
        {
            throw new SealingException(SealingFault.Padding, $"the length inside the {what} does not fit its size class");
        }

        var end = LengthField + (int)length;
        return padded[end..].ContainsAnyExcept((byte)0)
            ? throw new SealingException(SealingFault.Padding, $"the padding inside the {what} is not zero")
            : padded[LengthField..end].ToArray();
    }

    private int ClassOf(int length)
    {
        for (var c = 0; c <= largestClass; c++)
        {
            if (length <= LengthOf(c) - LengthField)
            {
                return c;
            }
        }

        throw new ArgumentException($"{length} bytes are too many: the largest {what} holds {LengthOf(largestClass) - LengthField}", nameof(length));
    }
}
