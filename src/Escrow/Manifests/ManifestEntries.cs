using System.Text.Json.Serialization;

namespace Chorus.Escrow.Manifests;

/// <summary>One of the three trustees.</summary>
/// <param name="Index">0, 1 or 2.</param>
/// <param name="Name">for people.</param>
/// <param name="SigningKey">Ed25519, 32 bytes: acknowledgements, releases and the manifest.</param>
/// <param name="Epoch">epoch of the packet key, from 1.</param>
/// <param name="PacketKey">X25519, 32 bytes, to which packets are sealed in that epoch.</param>
/// <param name="Certificate">SHA-256 of its TLS key's SubjectPublicKeyInfo.</param>
public sealed record ManifestTrustee(int Index, string Name, byte[] SigningKey, uint Epoch, byte[] PacketKey, byte[] Certificate);

/// <summary>The site's TLS client key, SHA-256 of its SubjectPublicKeyInfo.</summary>
public sealed record ManifestSite(byte[] Certificate);

/// <summary>Organisations that agreed to be told of each other's matches.</summary>
public sealed record ManifestNetwork(string Id, string Name);

/// <summary>One epoch's public keys of an organisation.</summary>
/// <param name="Epoch">from 1, rising.</param>
/// <param name="RecipientKey">X25519, 32 bytes.</param>
/// <param name="SigningKey">Ed25519, 32 bytes.</param>
public sealed record ManifestOrganisationKey(uint Epoch, byte[] RecipientKey, byte[] SigningKey);

/// <summary>An organisation to which reports can go.</summary>
/// <param name="Id">lower-case letters, digits and hyphens, at most 64.</param>
/// <param name="Name">for people.</param>
/// <param name="Kind"><c>support</c> or <c>institution</c>.</param>
/// <param name="Network">id of a network, or null: then others are told only a number.</param>
/// <param name="Keys">at least one; the last is current.</param>
public sealed record ManifestOrganisation(
    string Id, string Name, string Kind, string? Network, IReadOnlyList<ManifestOrganisationKey> Keys)
{
    /// <summary>The key to which new reports are sealed.</summary>
    [JsonIgnore]
    public ManifestOrganisationKey CurrentKey => Keys[^1];
}

/// <summary>Everything in a manifest's file, in its order (docs/formats/manifest.md).</summary>
public sealed record ManifestContent(
    string Format,
    int Version,
    byte[] Deployment,
    byte[] Salt,
    bool Trial,
    int RunEverySeconds,
    IReadOnlyList<ManifestTrustee> Trustees,
    ManifestSite Site,
    IReadOnlyList<ManifestNetwork> Networks,
    IReadOnlyList<ManifestOrganisation> Organisations);
