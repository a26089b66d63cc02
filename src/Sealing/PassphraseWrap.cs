using System.Security.Cryptography;
using System.Text;

namespace Chorus.Sealing;

/// <summary>Whom a wrapped organisation key is for; bound into it, so that the site cannot hand it to another member.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Organisation">the organisation's id, ASCII.</param>
/// <param name="Epoch">the epoch of the key.</param>
/// <param name="Member">the member's id, ASCII.</param>
public sealed record KeyHolder(byte[] Deployment, string Organisation, uint Epoch, string Member);

/// <summary>A 32-byte master key under a passphrase: PBKDF2 and AES-256-GCM (docs/formats/organisation-key.md).</summary>
internal static class PassphraseWrap
{
    internal const int Length = 82;

    private const byte Version = 1;
    private const byte PassphraseMethod = 1;
    private const uint Iterations = 600_000;
    private const uint MostIterations = 10_000_000;
    private const int SaltLength = 16;

    /// <summary>Below this no code point composes with the one before it, so such text is its own NFC.</summary>
    private const int FirstCombining = 0x300;

    internal static byte[] Seal(string passphrase, KeyHolder holder, ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> master, RandomFill random)
    {
        Span<byte> salt = stackalloc byte[SaltLength];
        random(salt);
        var wrappingKey = WrappingKey(passphrase, salt, Iterations);
        var box = AeadBox.Seal(wrappingKey, Aad(holder, recipientKey), master, random);
        Digest.Erase(wrappingKey);
        return new ByteWriter(Length).U8(Version).U8(PassphraseMethod).U32(Iterations).Bytes(salt).Bytes(box).ToArray();
    }

    internal static byte[] Open(string passphrase, KeyHolder holder, ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != Length)
        {
            throw new SealingException(SealingFault.Malformed, $"a wrapped key has {Length} bytes");
        }

        var reader = new ByteReader(wrapped);
        if (reader.U8() != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, $"wrapped key version {wrapped[0]} is unknown here");
        }

        if (reader.U8() != PassphraseMethod)
        {
            throw new SealingException(SealingFault.UnknownSuite, $"wrapping method {wrapped[1]} is unknown here");
        }

        // Fewer would let a site that learnt the count guess faster; many more would only stop the browser.
        var iterations = reader.U32();
        if (iterations is < Iterations or > MostIterations)
        {
            throw new SealingException(SealingFault.Malformed, $"{iterations} iterations are outside {Iterations} to {MostIterations}");
        }

        var wrappingKey = WrappingKey(passphrase, reader.Bytes(SaltLength), iterations);
        try
        {
            return AeadBox.TryOpen(wrappingKey, Aad(holder, recipientKey), reader.Bytes(reader.Remaining), out var master)
                ? master
                : throw new SealingException(SealingFault.Altered, "the passphrase is another one, or the wrapped key was changed or made for someone else");
        }
        finally
        {
            Digest.Erase(wrappingKey);
        }
    }

    private static byte[] WrappingKey(string passphrase, ReadOnlySpan<byte> salt, uint iterations)
    {
        var password = Encoding.UTF8.GetBytes(Prepared(passphrase));
        var key = Rfc2898DeriveBytes.Pbkdf2(password, salt, (int)iterations, HashAlgorithmName.SHA256, AeadBox.KeyLength);
        Digest.Erase(password);
        return key;
    }

    private static string Prepared(string passphrase)
    {
        var trimmed = passphrase.Trim();
        // This process runs without ICU, where String.Normalize returns its input. The browser, which is where members
        // type their passphrases, normalises; here only text that NFC cannot change is taken, so both always agree.
        if (trimmed.Length == 0 || trimmed.Any(c => c >= FirstCombining))
        {
            throw new ArgumentException(
                "on the command line a passphrase has at least one character and only letters, digits and signs of Latin script; choose others in the browser",
                nameof(passphrase));
        }

        return trimmed;
    }

    private static byte[] Aad(KeyHolder holder, ReadOnlySpan<byte> recipientKey) =>
        new ByteWriter()
            .Label("chorus/v1/organisation-wrap")
            .Bytes(holder.Deployment)
            .Var(Encoding.ASCII.GetBytes(holder.Organisation))
            .U32(holder.Epoch)
            .Bytes(recipientKey)
            .Var(Encoding.ASCII.GetBytes(holder.Member))
            .ToArray();
}
