namespace Chorus.Sealing;

/// <summary>The two key derivations of RFC 9180 for base mode: DHKEM's (section 4.1) and the key schedule (section 5.1).</summary>
internal static class HpkeKeySchedule
{
    private const ushort Kem = 0x0020;
    private const ushort Kdf = 0x0001;
    private const byte BaseMode = 0;
    private const int ContextLength = 1 + (2 * Digest.Length);
    private const int LongestInput = 256;

    /// <summary>DHKEM's shared secret of the X25519 output <paramref name="dh"/>, bound to both public keys.</summary>
    internal static void SharedSecret(ReadOnlySpan<byte> dh, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> recipientKey, Span<byte> secret)
    {
        ReadOnlySpan<byte> suite = [(byte)'K', (byte)'E', (byte)'M', Kem >> 8, Kem & 0xFF];
        Span<byte> prk = stackalloc byte[Digest.Length];
        Span<byte> context = stackalloc byte[2 * X25519.Length];
        enc.CopyTo(context);
        recipientKey.CopyTo(context[X25519.Length..]);

        LabeledExtract(suite, [], "eae_prk"u8, dh, prk);
        LabeledExpand(suite, prk, "shared_secret"u8, context, secret);
        Digest.Erase(prk);
    }

    /// <summary>The AEAD key (16 or 32 bytes) and, after it, the 12-byte nonce of message 0.</summary>
    internal static void KeyAndNonce(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info, ushort aead, Span<byte> keyAndNonce)
    {
        ReadOnlySpan<byte> suite =
            [(byte)'H', (byte)'P', (byte)'K', (byte)'E', Kem >> 8, Kem & 0xFF, Kdf >> 8, Kdf & 0xFF, 0, (byte)aead];
        Span<byte> context = stackalloc byte[ContextLength];
        Span<byte> secret = stackalloc byte[Digest.Length];
        Context(suite, info, context);

        LabeledExtract(suite, sharedSecret, "secret"u8, [], secret);
        LabeledExpand(suite, secret, "key"u8, context, keyAndNonce[..^12]);
        LabeledExpand(suite, secret, "base_nonce"u8, context, keyAndNonce[^12..]);
        Digest.Erase(secret);
    }

    internal static void Context(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> info, Span<byte> context)
    {
        context[0] = BaseMode;
        LabeledExtract(suite, [], "psk_id_hash"u8, [], context[1..33]);
        LabeledExtract(suite, [], "info_hash"u8, info, context[33..]);
    }

    private static void LabeledExtract(
        ReadOnlySpan<byte> suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm, Span<byte> prk)
    {
        Span<byte> buffer = stackalloc byte[LongestInput];
        var labeled = Join(buffer, "HPKE-v1"u8, suite, label, ikm);
        Hkdf.Extract(salt, labeled, prk);
        Digest.Erase(labeled);
    }

    private static void LabeledExpand(
        ReadOnlySpan<byte> suite, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> buffer = stackalloc byte[LongestInput];
        buffer[0] = 0;
        buffer[1] = (byte)output.Length;
        var rest = Join(buffer[2..], "HPKE-v1"u8, suite, label, info);
        Hkdf.ExpandBlock(prk, buffer[..(2 + rest.Length)], output);
    }

    private static Span<byte> Join(
        Span<byte> buffer, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d)
    {
        // Our labels and the RFC's longest input are far below this; a longer info is a caller's mistake.
        if (a.Length + b.Length + c.Length + d.Length > buffer.Length)
        {
            throw new ArgumentException("HPKE's info is a label of at most 200 bytes", nameof(d));
        }

        a.CopyTo(buffer);
        b.CopyTo(buffer[a.Length..]);
        c.CopyTo(buffer[(a.Length + b.Length)..]);
        d.CopyTo(buffer[(a.Length + b.Length + c.Length)..]);
        return buffer[..(a.Length + b.Length + c.Length + d.Length)];
    }
}
