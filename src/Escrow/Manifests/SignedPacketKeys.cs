using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Manifests;

/// <summary>A list of packet keys with three signatures: the file <c>/packet-keys.json</c> (docs/formats/packet-keys.md).</summary>
public sealed class SignedPacketKeys
{
    private const string Format = "chorus/packet-keys/1";

    /// <summary>A list with what should be its signatures, in order of trustee.</summary>
    /// <exception cref="MalformedException">not three of 64 bytes.</exception>
    public SignedPacketKeys(PacketKeyList list, IReadOnlyList<byte[]> signatures)
    {
        if (signatures.Count != Manifest.TrusteeCount || signatures.Any(s => s is not { Length: SigningKey.SignatureLength }))
        {
            throw new MalformedException("a list of packet keys has three signatures of 64 bytes");
        }

        (List, Signatures) = (list, signatures);
    }

    /// <summary>The keys.</summary>
    public PacketKeyList List { get; }

    /// <summary>64 bytes each, by trustee.</summary>
    public IReadOnlyList<byte[]> Signatures { get; }

    /// <summary>Reads the file. Whether the signatures verify is a question for <see cref="FirstInvalid"/>.</summary>
    /// <exception cref="MalformedException">saying what does not fit.</exception>
    public static SignedPacketKeys Parse(ReadOnlySpan<byte> file)
    {
        var content = StrictJson.Read<Content>(file, "the list of packet keys");
        return string.Equals(content.Format, Format, StringComparison.Ordinal)
            ? new(new PacketKeyList(content.Deployment, content.Epoch, content.PacketKeys), content.Signatures)
            : throw new MalformedException($"\"format\" of the list of packet keys has to be {Format}");
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(new Content(Format, List.Deployment, List.Epoch, List.Keys, Signatures), StrictJson.Indented);

    /// <summary>The index of the first trustee of the manifest that did not sign this list, or null.</summary>
    public int? FirstInvalid(Manifest manifest)
    {
        for (var i = 0; i < Signatures.Count; i++)
        {
            if (!List.IsSignedBy(manifest.Trustees[i].SigningKey, Signatures[i]))
            {
                return i;
            }
        }

        return null;
    }

    private sealed record Content(string Format, byte[] Deployment, uint Epoch, IReadOnlyList<byte[]> PacketKeys, IReadOnlyList<byte[]> Signatures);
}
