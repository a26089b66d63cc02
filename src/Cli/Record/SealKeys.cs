using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary>The keys to seal to: a manifest that three trustees signed, and the packet keys that they use now.</summary>
internal sealed record SealKeys(Manifest Manifest, PacketKeyList? PacketKeys)
{
    // A manifest has some kilobytes.
    private const int MostBytes = 1 << 20;

    /// <summary>Reads the files that a site gives as /manifest.json, /manifest.signatures.json and /packet-keys.json. The latter two stand beside the first by default.</summary>
    internal static async Task<SealKeys> FromFilesAsync(FileInfo manifest, byte[]? pin, CancellationToken cancel)
    {
        FileInfo Beside(string name) => new(Path.Combine(manifest.DirectoryName!, name));
        var packetKeys = Beside("packet-keys.json");
        return Check(
            await RecordCommands.ReadAsync(manifest, MostBytes, cancel),
            await RecordCommands.ReadAsync(Beside("manifest.signatures.json"), MostBytes, cancel),
            packetKeys.Exists ? await RecordCommands.ReadAsync(packetKeys, MostBytes, cancel) : [],
            pin);
    }

    /// <summary>Fetches the same from a site.</summary>
    internal static async Task<SealKeys> FromSiteAsync(Uri site, byte[]? pin, CancellationToken cancel)
    {
        using var client = new HttpClient { BaseAddress = site, MaxResponseContentBufferSize = MostBytes, Timeout = TimeSpan.FromSeconds(30) };
        async Task<byte[]> GetAsync(string path) => await client.GetByteArrayAsync(path, cancel);
        try
        {
            return Check(await GetAsync("/manifest.json"), await GetAsync("/manifest.signatures.json"), await GetAsync("/packet-keys.json"), pin);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new BadRecordException($"{site} does not give its manifest. Check the address and the connection, or save its files and use --manifest.");
        }
    }

    private static SealKeys Check(byte[] manifestFile, byte[] signatures, byte[] packetKeys, byte[]? pin)
    {
        var manifest = Manifest.Parse(manifestFile);
        if (pin is not null && !pin.AsSpan().SequenceEqual(manifest.Hash))
        {
            throw new BadRecordException($"The manifest is not the one that you named: its hash is {Convert.ToHexStringLower(manifest.Hash)}. Nothing was sealed.");
        }

        if (ManifestSignatures.Parse(signatures).FirstInvalid(manifest) is { } trustee)
        {
            throw new BadRecordException($"Trustee {trustee} did not sign this manifest. Nothing was sealed.");
        }

        if (packetKeys.Length == 0)
        {
            return new(manifest, null);
        }

        var list = SignedPacketKeys.Parse(packetKeys);
        return list.FirstInvalid(manifest) is { } unsigned
            ? throw new BadRecordException($"Trustee {unsigned} did not sign this list of packet keys. Nothing was sealed.")
            : new(manifest, list.List);
    }
}
