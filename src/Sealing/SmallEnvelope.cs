namespace Chorus.Sealing;

/// <summary>
/// The unpadded envelope of docs/formats/envelope.md for an 80-byte wrapped key: the same key commitment, size class 255.
/// </summary>
public static class SmallEnvelope
{
    /// <summary>Bytes that go in: an HPKE-wrapped 32-byte key.</summary>
    public const int TextLength = 80;

    /// <summary>Bytes that come out.</summary>
    public const int SealedLength = EnvelopeKeys.HeaderLength + TextLength + EnvelopeKeys.TagLength;

    private const byte SizeClass = 255;

    /// <summary>Seals 80 bytes under <paramref name="key"/>, which must never seal anything else.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> text)
    {
        if (text.Length != TextLength)
        {
            throw new ArgumentException($"a small envelope holds {TextLength} bytes", nameof(text));
        }

        var envelope = new byte[SealedLength];
        var keys = EnvelopeKeys.ForSealing(key, context, SizeClass);
        keys.Header.CopyTo(envelope);
        keys.SealChunk(0, last: true, text, envelope.AsSpan(EnvelopeKeys.HeaderLength));
        keys.Dispose();
        return envelope;
    }

    /// <summary>Opens a small envelope.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, EnvelopeContext context, ReadOnlySpan<byte> envelope)
    {
        EnvelopeKeys.CheckVersions(envelope);
        if (envelope[2] != SizeClass || envelope.Length != SealedLength)
        {
            throw new SealingException(SealingFault.Malformed, $"a small envelope has {SealedLength} bytes and size class {SizeClass}");
        }

        var keys = EnvelopeKeys.ForOpening(key, context, envelope);
        try
        {
            var text = new byte[TextLength];
            keys.OpenChunk(0, last: true, envelope[EnvelopeKeys.HeaderLength..], text);
            return text;
        }
        finally
        {
            keys.Dispose();
        }
    }
}
