using System.Text.Json;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Trustee.Keys;

/// <summary>A trustee's public keys as the entry of a manifest (docs/formats/manifest.md): what its operator sends to the site.</summary>
internal static class Descriptor
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new Base64UrlConverter() } };

    internal static byte[] Of(TrusteeKeys keys, string name, byte[] certificate) =>
        Of(new ManifestTrustee(keys.Index, name, keys.Signing.PublicKey, keys.Epoch, keys.Packet.PublicKey, certificate));

    internal static byte[] Of(ManifestTrustee entry) => JsonSerializer.SerializeToUtf8Bytes(entry, s_json);

    /// <exception cref="JsonException">where the bytes are no entry.</exception>
    internal static ManifestTrustee Read(ReadOnlySpan<byte> file) =>
        JsonSerializer.Deserialize<ManifestTrustee>(file, s_json) ?? throw new JsonException("the descriptor is empty");
}
