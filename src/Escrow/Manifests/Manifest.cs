using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Manifests;

/// <summary>
/// What everyone agreed on before a report can be sealed (docs/formats/manifest.md), with the exact bytes of its file:
/// the hash is over those, never over a re-serialisation.
/// </summary>
public sealed class Manifest
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string Format = "chorus/manifest/1";

    /// <summary>Trustees of a deployment.</summary>
    public const int TrusteeCount = 3;

    private static readonly byte[] s_hashLabel = Label.Of("chorus/v1/manifest");

    private readonly ManifestContent _content;

    private Manifest(byte[] file, ManifestContent content)
    {
        File = file;
        _content = content;
        Hash = HashOf(file);
    }

    /// <summary>The file, byte for byte.</summary>
    public byte[] File { get; }

    /// <summary>SHA-256(label, file), 32 bytes.</summary>
    public byte[] Hash { get; }

    /// <summary>From 1; a new manifest has one more.</summary>
    public int Version => _content.Version;

    /// <summary>The deployment's id, 16 bytes.</summary>
    public byte[] Deployment => _content.Deployment;

    /// <summary>The public salt of fingerprints, 32 bytes.</summary>
    public byte[] Salt => _content.Salt;

    /// <summary>Whether one machine holds all three trustees.</summary>
    public bool Trial => _content.Trial;

    /// <summary>Seconds between published runs, 1 to 604,800.</summary>
    public int RunEverySeconds => _content.RunEverySeconds;

    /// <summary>The three trustees, by index.</summary>
    public IReadOnlyList<ManifestTrustee> Trustees => _content.Trustees;

    /// <summary>The site.</summary>
    public ManifestSite Site => _content.Site;

    /// <summary>Networks of organisations.</summary>
    public IReadOnlyList<ManifestNetwork> Networks => _content.Networks;

    /// <summary>Organisations, in the file's order.</summary>
    public IReadOnlyList<ManifestOrganisation> Organisations => _content.Organisations;

    /// <summary>Reads and checks a manifest's file.</summary>
    /// <exception cref="MalformedException">saying what does not fit.</exception>
    public static Manifest Parse(byte[] file)
    {
        var content = StrictJson.Read<ManifestContent>(file, "the manifest");
        ManifestRules.Check(content);
        return new(file, content);
    }

    /// <summary>Writes the file of a new manifest, checked as a reader would check it.</summary>
    public static Manifest Create(ManifestContent content)
    {
        ManifestRules.Check(content);
        return new(JsonSerializer.SerializeToUtf8Bytes(content, StrictJson.Indented), content);
    }

    /// <summary>The hash of a manifest's file.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> file) => Digest.Sha256(s_hashLabel, file);

    /// <summary>The organisation with this id, or null.</summary>
    public ManifestOrganisation? FindOrganisation(string id) =>
        Organisations.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.Ordinal));

    /// <summary>Whether an organisation's newest recipient key is this one: an older one may be with somebody who has left.</summary>
    public bool IsCurrent(ReadOnlySpan<byte> recipientKey)
    {
        foreach (var organisation in Organisations)
        {
            if (recipientKey.SequenceEqual(organisation.CurrentKey.RecipientKey))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The organisation that this recipient key belongs to, in any epoch, or null.</summary>
    public ManifestOrganisation? FindRecipient(ReadOnlySpan<byte> recipientKey)
    {
        foreach (var organisation in Organisations)
        {
            foreach (var key in organisation.Keys)
            {
                if (recipientKey.SequenceEqual(key.RecipientKey))
                {
                    return organisation;
                }
            }
        }

        return null;
    }
}
