using System.Text;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Extracts;

/// <summary>Of what an extract was asked for, and by whom: bound into its key and its envelope.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Handle">the report's handle, 16 bytes.</param>
/// <param name="Version">of the report, from 1.</param>
/// <param name="AskedBy">the id of the member who asks.</param>
public sealed record ExtractPlace(byte[] Deployment, byte[] Handle, uint Version, string AskedBy);

/// <summary>Sealed requests for an extract (docs/formats/extract.md).</summary>
public static class SealedExtract
{
    private const int SaltLength = 16;
    private const int LargestClass = 2;

    // Header and tag of an envelope of the largest class that is taken.
    private const int Longest = SaltLength + 35 + (4096 << (2 * LargestClass)) + 16;

    private static readonly byte[] s_key = Label.Of("chorus/v1/extract-key");

    /// <summary>Seals a request under a fresh salt.</summary>
    /// <param name="root">32 bytes, of the organisation's sheets.</param>
    /// <param name="place">where it belongs.</param>
    /// <param name="request">what is asked.</param>
    /// <exception cref="MalformedException">the request breaks a rule.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> root, ExtractPlace place, ExtractRequest request)
    {
        request.Check();
        return SealText(root, place, JsonSerializer.SerializeToUtf8Bytes(request, StrictJson.Options), SecureRandom.Fill);
    }

    /// <summary>Opens a sealed request.</summary>
    /// <exception cref="SealingException">naming the first check that failed.</exception>
    /// <exception cref="MalformedException">the text inside does not follow its format.</exception>
    public static ExtractRequest Open(ReadOnlySpan<byte> root, ExtractPlace place, ReadOnlySpan<byte> bytes)
    {
        if (!IsSealedLength(bytes.Length))
        {
            throw new SealingException(SealingFault.Malformed, "a sealed request has one of three lengths");
        }
        var key = Key(root, place, bytes[..SaltLength]);
        var json = Envelope.Open(key, Context(place), bytes[SaltLength..]);
        Digest.Erase(key);
        try
        {
            var request = StrictJson.Read<ExtractRequest>(json, "the extract");
            request.Check();
            return request;
        }
        finally
        {
            Digest.Erase(json);
        }
    }

    /// <summary>What names a request: SHA-256 of it, 32 bytes.</summary>
    public static byte[] IdOf(ReadOnlySpan<byte> bytes) => Digest.Sha256(bytes);

    /// <summary>Whether a sealed request can have this length: all that a store can check.</summary>
    public static bool IsSealedLength(int length) => length > SaltLength && length <= Longest && Envelope.IsSealedLength(length - SaltLength);

    /// <summary>Seals any text, for requests that a reader must refuse.</summary>
    internal static byte[] SealText(ReadOnlySpan<byte> root, ExtractPlace place, ReadOnlySpan<byte> json, RandomFill random)
    {
        var salt = new byte[SaltLength];
        random(salt);
        var key = Key(root, place, salt);
        var envelope = Envelope.Seal(key, Context(place), json);
        Digest.Erase(key);
        return [.. salt, .. envelope];
    }

    private static byte[] Key(ReadOnlySpan<byte> root, ExtractPlace place, ReadOnlySpan<byte> salt)
    {
        if (root.Length != Envelope.KeyLength)
        {
            throw new ArgumentException("the root of sheet keys is 32 bytes", nameof(root));
        }
        // A label of its own: no key of a sheet is ever one of a request, though both come from one root.
        return Hkdf.Derive(root, new ByteWriter(128).Bytes(s_key).Bytes(salt).Var(Encoding.ASCII.GetBytes(place.AskedBy)).ToArray(), Envelope.KeyLength);
    }

    private static EnvelopeContext Context(ExtractPlace place) => EnvelopeContext.Extract(place.Deployment, place.Handle, place.Version);
}
