using Chorus.Sealing;

namespace Chorus.Escrow.Manifests;

/// <summary>
/// The three trustees' packet keys of one epoch, as a refresh made them (docs/formats/packet-keys.md). Each trustee signs
/// it once the epoch is in use at it; with all three signatures it counts in the place of the manifest's own packet keys.
/// </summary>
public sealed class PacketKeyList
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/packet-keys");

    /// <summary>A list that follows the format.</summary>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="epoch">from 1; the same for all three.</param>
    /// <param name="keys">X25519, 32 bytes each, by trustee; no two alike.</param>
    /// <exception cref="MalformedException">saying what does not fit.</exception>
    public PacketKeyList(byte[] deployment, uint epoch, IReadOnlyList<byte[]> keys)
    {
        Require(deployment.Length == 16, "\"deployment\" has to be 16 bytes");
        Require(epoch >= 1, "\"epoch\" has to be 1 or more");
        Require(keys.Count == Manifest.TrusteeCount && keys.All(key => key is { Length: BoxKey.KeyLength }), "\"packetKeys\" has to be three keys of 32 bytes");
        // One key for two trustees would let one holder stand in for both.
        Require(keys.Select(key => Convert.ToHexString(key)).Distinct(StringComparer.Ordinal).Count() == keys.Count, "two trustees share a key");
        (Deployment, Epoch, Keys) = (deployment, epoch, keys);
    }

    /// <summary>The deployment's id, 16 bytes.</summary>
    public byte[] Deployment { get; }

    /// <summary>The epoch that the keys belong to.</summary>
    public uint Epoch { get; }

    /// <summary>X25519 public keys, by trustee.</summary>
    public IReadOnlyList<byte[]> Keys { get; }

    /// <summary>A trustee's signature of this list, 64 bytes.</summary>
    public byte[] Sign(SigningKey trustee) => trustee.Sign(Signed());

    /// <summary>Whether this is the signature of the holder of <paramref name="signingKey"/>.</summary>
    public bool IsSignedBy(byte[] signingKey, byte[] signature) => SigningKey.Verify(signingKey, Signed(), signature);

    /// <summary>
    /// Whether packets under this manifest are sealed to these keys: of its deployment, and of a later epoch than each of
    /// the packet keys in the manifest. Whether the trustees signed it is for the caller to check.
    /// </summary>
    public bool CountsUnder(Manifest manifest) =>
        Deployment.AsSpan().SequenceEqual(manifest.Deployment) && manifest.Trustees.All(trustee => trustee.Epoch < Epoch);

    private byte[] Signed()
    {
        var writer = new ByteWriter().Bytes(s_label).Bytes(Deployment).U32(Epoch);
        foreach (var key in Keys)
        {
            writer.Bytes(key);
        }

        return writer.ToArray();
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MalformedException($"the list of packet keys cannot be used: {sentence}");
        }
    }
}
