using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// The header, the derived key and the chunk cipher that both kinds of envelope share. AES-GCM does not commit to its
/// key: one ciphertext can be made that opens under two keys (Albertini et al., USENIX Security 2022). So the header
/// carries an HKDF of the key, compared before anything is decrypted.
/// </summary>
internal readonly ref struct EnvelopeKeys
{
    internal const int KeyLength = 32;
    internal const int TagLength = 16;
    internal const int HeaderLength = 3 + CommitmentLength;

    private const int CommitmentLength = 32;
    private const byte Version = 1;
    private const byte Suite = 1;

    private static readonly byte[] s_key = Label.Of("chorus/v1/envelope-key");
    private static readonly byte[] s_commitment = Label.Of("chorus/v1/envelope-commitment");

    private readonly byte[] _header;
    private readonly AesGcm _gcm;

    private EnvelopeKeys(byte[] header, AesGcm gcm)
    {
        _header = header;
        _gcm = gcm;
    }

    internal ReadOnlySpan<byte> Header => _header;

    internal static EnvelopeKeys ForSealing(ReadOnlySpan<byte> key, EnvelopeContext context, byte sizeClass)
    {
        RequireKey(key);
        var header = new byte[HeaderLength];
        header[0] = Version;
        header[1] = Suite;
        header[2] = sizeClass;
        Derive(key, s_commitment, context, header.AsSpan(3));
        return new(header, Cipher(key, context));
    }

    /// <summary>Checks the header of <paramref name="envelope"/> and its commitment, and only then makes the cipher.</summary>
    internal static EnvelopeKeys ForOpening(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> envelope)
    {
        RequireKey(key);
        Span<byte> commitment = stackalloc byte[CommitmentLength];
        Derive(key, s_commitment, context, commitment);
        if (!Digest.FixedTimeEquals(commitment, envelope[3..HeaderLength]))
        {
            throw new SealingException(SealingFault.WrongKey, "this key or this place is not the one that the envelope was made for");
        }

        return new(envelope[..HeaderLength].ToArray(), Cipher(key, context));
    }

    internal static void CheckVersions(ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < HeaderLength)
        {
            throw new SealingException(SealingFault.Malformed, "the envelope is shorter than its header");
        }

        if (envelope[0] != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, $"envelope version {envelope[0]} is unknown here");
        }

        if (envelope[1] != Suite)
        {
            throw new SealingException(SealingFault.UnknownSuite, $"envelope suite {envelope[1]} is unknown here");
        }
    }

    internal void SealChunk(long counter, bool last, ReadOnlySpan<byte> text, Span<byte> chunk)
    {
        Span<byte> nonce = stackalloc byte[12];
        Nonce(counter, last, nonce);
        _gcm.Encrypt(nonce, text, chunk[..text.Length], chunk[text.Length..], _header);
    }

    internal void OpenChunk(long counter, bool last, ReadOnlySpan<byte> chunk, Span<byte> text)
    {
        Span<byte> nonce = stackalloc byte[12];
        Nonce(counter, last, nonce);
        try
        {
            _gcm.Decrypt(nonce, chunk[..text.Length], chunk[text.Length..], text, _header);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealingException(SealingFault.Altered, $"part {counter + 1} of the envelope was changed");
        }
    }

    internal void Dispose() => _gcm.Dispose();

    private static void Nonce(long counter, bool last, Span<byte> nonce)
    {
        nonce.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(nonce[3..11], counter);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    private static AesGcm Cipher(ReadOnlySpan<byte> key, EnvelopeContext context)
    {
        Span<byte> derived = stackalloc byte[KeyLength];
        Derive(key, s_key, context, derived);
        var gcm = new AesGcm(derived, TagLength);
        Digest.Erase(derived);
        return gcm;
    }

    private static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, EnvelopeContext context, Span<byte> output)
    {
        Span<byte> info = stackalloc byte[label.Length + context.Bytes.Length];
        label.CopyTo(info);
        context.Bytes.CopyTo(info[label.Length..]);
        Hkdf.Derive(key, info, output);
    }

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException("an envelope's key is 32 bytes", nameof(key));
        }
    }
}
