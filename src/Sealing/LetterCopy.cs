using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// A letter of a case, sealed to one who has a code (docs/formats/case-letter.md). Each has an ephemeral key of its own, so that no key
/// and nonce come twice; who wrote it is said by the letter's signature.
/// </summary>
public static class LetterCopy
{
    private const byte Version = 1;
    private const int LargestClass = 4;
    private const int HeaderLength = 2;
    private const int Added = HeaderLength + Hpke.Overhead;

    /// <summary>Bytes of the longest.</summary>
    public const int LongestSealed = Added + (256 << (2 * LargestClass));

    private static readonly PaddedBlock s_block = new(256, LargestClass, "letter");

    /// <summary>Seals to a box key.</summary>
    /// <param name="boxKey">32 bytes.</param>
    /// <param name="place">the letter: its case and its id.</param>
    /// <param name="data">what it says, at most 64 KiB less 4 bytes.</param>
    /// <exception cref="ArgumentException">more data than fits.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> boxKey, CasePlace place, ReadOnlySpan<byte> data) => Seal(boxKey, place, data, SecureRandom.Fill);

    internal static byte[] Seal(ReadOnlySpan<byte> boxKey, CasePlace place, ReadOnlySpan<byte> data, RandomFill random)
    {
        var (sizeClass, padded) = s_block.Pad(data);
        byte[] header = [Version, (byte)sizeClass];
        byte[] made = [.. header, .. Hpke.Seal(boxKey, Info(place), header, padded, random)];
        Digest.Erase(padded);
        return made;
    }

    /// <summary>Opens a copy.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    public static byte[] Open(BoxKey key, CasePlace place, ReadOnlySpan<byte> copy)
    {
        if (!IsSealed(copy))
        {
            throw new SealingException(SealingFault.Malformed, "the letter is of another version, or its length is not that of its size class");
        }

        var padded = Hpke.Open(key, Info(place), copy[..HeaderLength], copy[HeaderLength..]);
        try
        {
            return s_block.Unpad(padded, copy[1]);
        }
        finally
        {
            Digest.Erase(padded);
        }
    }

    /// <summary>Whether version and length are those of a copy: all that a store can check.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> copy) =>
        copy.Length > HeaderLength && copy[0] == Version && copy[1] <= LargestClass && copy.Length == Added + s_block.LengthOf(copy[1]);

    private static byte[] Info(CasePlace place) => new ByteWriter()
        .Label("chorus/v1/case-letter-copy").Bytes(place.Deployment).Var(Encoding.ASCII.GetBytes(place.Organisation)).Bytes(place.Case).Bytes(place.Content).ToArray();
}
