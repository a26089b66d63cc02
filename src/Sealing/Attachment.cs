using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// The chunks of a file (docs/formats/attachment.md). Nonces are random, since a chunk may be sealed again after a page was loaded
/// anew; the place of a chunk is bound by the additional data, the number of chunks by the key. As with envelopes, a commitment to the
/// key is compared before anything is decrypted.
/// </summary>
public static class Attachment
{
    /// <summary>Bytes of a file's key.</summary>
    public const int KeyLength = 32;

    internal const int HeaderLength = 2 + CommitmentLength;
    internal const int NonceLength = 12;
    internal const int TagLength = 16;

    private const int CommitmentLength = 32;
    private const byte Version = 1;
    private const byte Suite = 1;

    private static readonly byte[] s_key = Label.Of("chorus/v1/attachment-key");
    private static readonly byte[] s_commitment = Label.Of("chorus/v1/attachment-commitment");

    /// <summary>Seals one chunk: <paramref name="text"/>, at most 262,144 bytes, with zeros after it.</summary>
    /// <exception cref="ArgumentException">a wrong length, or an index that the file does not have.</exception>
    public static byte[] SealChunk(ReadOnlySpan<byte> key, AttachmentPlace place, int index, ReadOnlySpan<byte> text) =>
        SealChunk(key, place, index, text, SecureRandom.Fill);

    internal static byte[] SealChunk(ReadOnlySpan<byte> key, AttachmentPlace place, int index, ReadOnlySpan<byte> text, RandomFill random)
    {
        if (text.Length > AttachmentSize.ChunkLength)
        {
            throw new ArgumentException($"a chunk holds at most {AttachmentSize.ChunkLength} bytes", nameof(text));
        }

        var aad = Additional(key, place, index);
        var chunk = new byte[AttachmentSize.SealedLength];
        var nonce = chunk.AsSpan(HeaderLength, NonceLength);
        aad.AsSpan(0, HeaderLength).CopyTo(chunk);
        random(nonce);
        var padded = new byte[AttachmentSize.ChunkLength];
        text.CopyTo(padded);
        using var gcm = Cipher(key, place);
        gcm.Encrypt(nonce, padded, chunk.AsSpan(HeaderLength + NonceLength, padded.Length), chunk.AsSpan(chunk.Length - TagLength), aad);
        Digest.Erase(padded);
        return chunk;
    }

    /// <summary>Opens one chunk: 262,144 bytes of the file, or what is left of it and zeros.</summary>
    /// <exception cref="SealingException">naming the first check that failed; nothing is decrypted before the commitment fits.</exception>
    /// <exception cref="ArgumentException">an index that the file does not have.</exception>
    public static byte[] OpenChunk(ReadOnlySpan<byte> key, AttachmentPlace place, int index, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != AttachmentSize.SealedLength)
        {
            throw new SealingException(SealingFault.Malformed, "the chunk's length is not that of a sealed chunk");
        }

        if (chunk[0] != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, $"attachment version {chunk[0]} is unknown here");
        }

        if (chunk[1] != Suite)
        {
            throw new SealingException(SealingFault.UnknownSuite, $"attachment suite {chunk[1]} is unknown here");
        }

        var aad = Additional(key, place, index);
        if (!Digest.FixedTimeEquals(aad.AsSpan(0, HeaderLength), chunk[..HeaderLength]))
        {
            throw new SealingException(SealingFault.WrongKey, "this key or this file is not the one that the chunk was made for");
        }

        var text = new byte[AttachmentSize.ChunkLength];
        using var gcm = Cipher(key, place);
        try
        {
            gcm.Decrypt(chunk.Slice(HeaderLength, NonceLength), chunk[(HeaderLength + NonceLength)..^TagLength], chunk[^TagLength..], text, aad);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealingException(SealingFault.Altered, $"part {index + 1} of the file was changed, or stands in the place of another");
        }
    }

    /// <summary>The digest of a file from SHA-256 of each of its chunks, in order.</summary>
    /// <exception cref="ArgumentException">not as many hashes as the file has chunks.</exception>
    public static byte[] DigestOf(AttachmentPlace place, IReadOnlyList<byte[]> chunkHashes)
    {
        if (chunkHashes.Count != place.Count || chunkHashes.Any(hash => hash.Length != Digest.Length))
        {
            throw new ArgumentException("a hash of 32 bytes for each chunk is needed", nameof(chunkHashes));
        }

        var all = place.Write("chorus/v1/attachment-digest");
        foreach (var hash in chunkHashes)
        {
            all.Bytes(hash);
        }

        return Digest.Sha256(all.Written);
    }

    /// <summary>header || u32 index.</summary>
    private static byte[] Additional(ReadOnlySpan<byte> key, AttachmentPlace place, int index)
    {
        if (index < 0 || index >= place.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "the file does not have that chunk");
        }

        var aad = new byte[HeaderLength + sizeof(uint)];
        aad[0] = Version;
        aad[1] = Suite;
        Derive(key, s_commitment, place, aad.AsSpan(2, CommitmentLength));
        BinaryPrimitives.WriteUInt32BigEndian(aad.AsSpan(HeaderLength), (uint)index);
        return aad;
    }

    private static AesGcm Cipher(ReadOnlySpan<byte> key, AttachmentPlace place)
    {
        Span<byte> derived = stackalloc byte[KeyLength];
        Derive(key, s_key, place, derived);
        var gcm = new AesGcm(derived, TagLength);
        Digest.Erase(derived);
        return gcm;
    }

    private static void Derive(ReadOnlySpan<byte> key, byte[] label, AttachmentPlace place, Span<byte> output)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException("a file's key is 32 bytes", nameof(key));
        }

        Hkdf.Derive(key, [.. label, .. place.Context], output);
    }
}
