namespace Chorus.Sealing;

/// <summary>
/// Padded, chunked encryption under a single-use key (docs/formats/envelope.md). The size tells only one of eight
/// classes; the last chunk is marked in its nonce, so a cut or lengthened envelope fails (STREAM; Hoang et al.,
/// CRYPTO 2015). Nonces are counters, safe because a key seals one envelope only.
/// </summary>
public static class Envelope
{
    /// <summary>Bytes of an envelope's key.</summary>
    public const int KeyLength = EnvelopeKeys.KeyLength;

    /// <summary>The most bytes that fit: the largest class less its length field.</summary>
    public const int LongestData = (4096 << (2 * LargestClass)) - PaddedBlock.LengthField;

    private const int LargestClass = 7;
    private const int ChunkLength = 65_536;

    private static readonly PaddedBlock s_block = new(4096, LargestClass, "envelope");

    /// <summary>Seals <paramref name="data"/> under <paramref name="key"/>, which must never seal anything else.</summary>
    /// <exception cref="ArgumentException">more than <see cref="LongestData"/> bytes.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> data)
    {
        var (sizeClass, padded) = s_block.Pad(data);
        var envelope = SealPadded(key, context, padded, sizeClass);
        Digest.Erase(padded);
        return envelope;
    }

    /// <summary>Seals padded text as it stands, also wrongly padded, for envelopes that a reader must refuse.</summary>
    internal static byte[] SealPadded(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> padded, int sizeClass)
    {
        var chunks = Chunks(padded.Length);
        var envelope = new byte[SealedLength(sizeClass)];
        var keys = EnvelopeKeys.ForSealing(key, context, (byte)sizeClass);
        keys.Header.CopyTo(envelope);
        for (var i = 0; i < chunks; i++)
        {
            var text = padded.Slice(i * ChunkLength, Math.Min(ChunkLength, padded.Length - (i * ChunkLength)));
            var at = EnvelopeKeys.HeaderLength + (i * (ChunkLength + EnvelopeKeys.TagLength));
            keys.SealChunk(i, i == chunks - 1, text, envelope.AsSpan(at, text.Length + EnvelopeKeys.TagLength));
        }

        keys.Dispose();
        return envelope;
    }

    /// <summary>Opens an envelope.</summary>
    /// <exception cref="SealingException">naming the first check that failed; nothing is decrypted before the commitment fits.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> envelope)
    {
        EnvelopeKeys.CheckVersions(envelope);
        int sizeClass = envelope[2];
        if (sizeClass > LargestClass || envelope.Length != SealedLength(sizeClass))
        {
            throw new SealingException(SealingFault.Malformed, "the envelope's length is not that of its size class");
        }

        var keys = EnvelopeKeys.ForOpening(key, context, envelope);
        var padded = new byte[s_block.LengthOf(sizeClass)];
        try
        {
            var chunks = Chunks(padded.Length);
            for (var i = 0; i < chunks; i++)
            {
                var text = padded.AsSpan(i * ChunkLength, Math.Min(ChunkLength, padded.Length - (i * ChunkLength)));
                var at = EnvelopeKeys.HeaderLength + (i * (ChunkLength + EnvelopeKeys.TagLength));
                keys.OpenChunk(i, i == chunks - 1, envelope.Slice(at, text.Length + EnvelopeKeys.TagLength), text);
            }

            return s_block.Unpad(padded, sizeClass);
        }
        finally
        {
            keys.Dispose();
            Digest.Erase(padded);
        }
    }

    /// <summary>Whether <paramref name="length"/> is that of an envelope of some size class: all that a store can check.</summary>
    public static bool IsSealedLength(long length)
    {
        for (var c = 0; c <= LargestClass; c++)
        {
            if (length == SealedLength(c))
            {
                return true;
            }
        }

        return false;
    }

    private static int Chunks(int paddedLength) => Math.Max(1, paddedLength / ChunkLength);

    private static int SealedLength(int sizeClass) =>
        EnvelopeKeys.HeaderLength + s_block.LengthOf(sizeClass) + (Chunks(s_block.LengthOf(sizeClass)) * EnvelopeKeys.TagLength);
}
