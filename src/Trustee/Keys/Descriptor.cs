using System.Text.Json;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Keys;

/// <summary>A trustee's public keys as the entry of a manifest (docs/formats/manifest.md): what its operator sends to the site.</summary>
internal static class Descriptor
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new Base64UrlConverter() } };

    /// <summary>Writes <c>descriptor.json</c>, in the place of one that was lost, damaged or of an earlier epoch.</summary>
    internal static void Write(DataFolder data, TrusteeKeys keys, string name, byte[] certificate) =>
        Write(data, new ManifestTrustee(keys.Index, name, keys.Signing.PublicKey, keys.Epoch, keys.Packet.PublicKey, certificate));

    /// <summary>Puts a new packet key into the descriptor.</summary>
    internal static void Renew(DataFolder data, PacketKey key)
    {
        // Only its operator needs the file. Lost or damaged, it must not stand in the way of a refresh: the next start writes it anew.
        if (TryRead(data) is { } entry)
        {
            Write(data, entry with { Epoch = key.Epoch, PacketKey = key.Key.PublicKey });
        }
    }

    /// <summary>What stands in the descriptor; null where it is lost or damaged.</summary>
    internal static ManifestTrustee? TryRead(DataFolder data)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestTrustee>(File.ReadAllBytes(data.DescriptorFile), s_json);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException or MalformedException)
        {
            return null;
        }
    }

    private static void Write(DataFolder data, ManifestTrustee entry) =>
        DataFolder.WriteWhole(data.DescriptorFile, JsonSerializer.SerializeToUtf8Bytes(entry, s_json));
}
