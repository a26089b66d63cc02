using System.Buffers.Binary;
using System.Text;

namespace Chorus.Sealing;

/// <summary>Where a sealed content of a case belongs (docs/formats/case-content.md): bound into it, so that it opens nowhere else.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Organisation">the manifest's id, ASCII.</param>
/// <param name="Case">16 bytes.</param>
/// <param name="Content">16 bytes, random for this content alone.</param>
public sealed record CasePlace(byte[] Deployment, string Organisation, byte[] Case, byte[] Content)
{
    internal byte[] ToInfo() => new ByteWriter()
        .Label("chorus/v1/case-content").Bytes(Sixteen(Deployment)).Var(Encoding.ASCII.GetBytes(Organisation)).Bytes(Sixteen(Case)).Bytes(Sixteen(Content)).ToArray();

    private static byte[] Sixteen(byte[] id) => id.Length == 16 ? id : throw new ArgumentException("deployments, cases and contents have ids of 16 bytes", nameof(id));
}

/// <summary>
/// What a case's team writes, sealed to the organisation's key and padded to a size class (docs/formats/case-content.md). Each has an
/// ephemeral key of its own, so that no key and nonce come twice.
/// </summary>
public static class CaseContent
{
    /// <summary>The most bytes that fit: the largest class less its length field.</summary>
    public const int LongestData = (256 << (2 * LargestClass)) - PaddedBlock.LengthField;

    /// <summary>Bytes of the longest that is sealed.</summary>
    public const int LongestSealed = Added + (256 << (2 * LargestClass));

    private const byte Version = 1;
    private const int LargestClass = 5;
    private const int HeaderLength = 6;
    private const int Added = HeaderLength + Hpke.Overhead;

    private static readonly PaddedBlock s_block = new(256, LargestClass, "sealed content");

    /// <summary>Seals to the organisation's key of an epoch.</summary>
    /// <exception cref="ArgumentException">more than <see cref="LongestData"/> bytes.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> recipientKey, uint epoch, CasePlace place, ReadOnlySpan<byte> data) =>
        Seal(recipientKey, epoch, place, data, SecureRandom.Fill);

    internal static byte[] Seal(ReadOnlySpan<byte> recipientKey, uint epoch, CasePlace place, ReadOnlySpan<byte> data, RandomFill random)
    {
        var (sizeClass, padded) = s_block.Pad(data);
        var made = SealPadded(recipientKey, epoch, place, padded, sizeClass, random);
        Digest.Erase(padded);
        return made;
    }

    /// <summary>Seals padded text as it stands, also wrongly padded, for contents that a reader must refuse.</summary>
    internal static byte[] SealPadded(ReadOnlySpan<byte> recipientKey, uint epoch, CasePlace place, ReadOnlySpan<byte> padded, int sizeClass, RandomFill random)
    {
        var header = new ByteWriter(HeaderLength).U8(Version).U8(sizeClass).U32(epoch).ToArray();
        return [.. header, .. Hpke.Seal(recipientKey, place.ToInfo(), header, padded, random)];
    }

    /// <summary>Opens what <see cref="Seal(ReadOnlySpan{byte}, uint, CasePlace, ReadOnlySpan{byte})"/> gave.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    public static byte[] Open(BoxKey key, uint epoch, CasePlace place, ReadOnlySpan<byte> sealedContent)
    {
        if (EpochOf(sealedContent) != epoch)
        {
            throw new SealingException(SealingFault.WrongKey, "it was sealed to the organisation's key of another epoch");
        }

        var padded = Hpke.Open(key, place.ToInfo(), sealedContent[..HeaderLength], sealedContent[HeaderLength..]);
        try
        {
            return s_block.Unpad(padded, sealedContent[1]);
        }
        finally
        {
            Digest.Erase(padded);
        }
    }

    /// <summary>The epoch of the key that it is sealed to: with its length all that a store can check.</summary>
    /// <exception cref="SealingException">another version, or a length that is not that of its size class.</exception>
    public static uint EpochOf(ReadOnlySpan<byte> sealedContent)
    {
        if (sealedContent.Length < HeaderLength)
        {
            throw new SealingException(SealingFault.Malformed, "the sealed content is too short");
        }

        if (sealedContent[0] != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, "the sealed content is of another version");
        }

        return sealedContent[1] <= LargestClass && sealedContent.Length == Added + s_block.LengthOf(sealedContent[1])
            ? BinaryPrimitives.ReadUInt32BigEndian(sealedContent[2..])
            : throw new SealingException(SealingFault.Malformed, "the sealed content's length is not that of its size class");
    }
}
