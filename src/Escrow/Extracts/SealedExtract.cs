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
    private static readonly MembersEnvelope s_envelope = new("chorus/v1/extract-key");

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
        var json = s_envelope.Open(root, Bound(place), Context(place), bytes);
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
    public static bool IsSealedLength(int length) => MembersEnvelope.IsSealedLength(length);

    /// <summary>Seals any text, for requests that a reader must refuse.</summary>
    internal static byte[] SealText(ReadOnlySpan<byte> root, ExtractPlace place, ReadOnlySpan<byte> json, RandomFill random) =>
        s_envelope.Seal(root, Bound(place), Context(place), json, random);

    private static byte[] Bound(ExtractPlace place) => new ByteWriter(64).Var(Encoding.ASCII.GetBytes(place.AskedBy)).ToArray();

    private static EnvelopeContext Context(ExtractPlace place) => EnvelopeContext.Extract(place.Deployment, place.Handle, place.Version);
}
