using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Manifests;

/// <summary>
/// The three trustees' signatures of a manifest. They prove that the holders of the three keys agree; who those are is
/// pinned by publishing the manifest hash where the site cannot change it.
/// </summary>
public sealed class ManifestSignatures
{
    private const string Format = "chorus/manifest-signatures/1";

    private static readonly byte[] s_label = Label.Of("chorus/v1/manifest-signature");

    private readonly IReadOnlyList<byte[]> _signatures;

    /// <summary>Signatures in order of trustee, 64 bytes each.</summary>
    /// <exception cref="MalformedException">not three of 64 bytes.</exception>
    public ManifestSignatures(IReadOnlyList<byte[]> signatures)
    {
        if (signatures.Count != Manifest.TrusteeCount || signatures.Any(s => s is null || s.Length != SigningKey.SignatureLength))
        {
            throw new MalformedException("a manifest has three signatures of 64 bytes");
        }

        _signatures = signatures;
    }

    /// <summary>One trustee's signature of a manifest hash.</summary>
    public static byte[] Sign(SigningKey trustee, ReadOnlySpan<byte> manifestHash) => trustee.Sign([.. s_label, .. manifestHash]);

    /// <summary>Reads <c>/manifest.signatures.json</c>.</summary>
    public static ManifestSignatures Parse(ReadOnlySpan<byte> file)
    {
        var content = StrictJson.Read<SignatureFile>(file, "the file of manifest signatures");
        return string.Equals(content.Format, Format, StringComparison.Ordinal)
            ? new(content.Signatures)
            : throw new MalformedException($"\"format\" of the manifest signatures has to be {Format}");
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new SignatureFile(Format, _signatures), StrictJson.Indented);

    /// <summary>The index of the first trustee whose signature of <paramref name="manifest"/> does not verify, or null.</summary>
    public int? FirstInvalid(Manifest manifest)
    {
        byte[] message = [.. s_label, .. manifest.Hash];
        for (var i = 0; i < _signatures.Count; i++)
        {
            if (!SigningKey.Verify(manifest.Trustees[i].SigningKey, message, _signatures[i]))
            {
                return i;
            }
        }

        return null;
    }

    private sealed record SignatureFile(string Format, IReadOnlyList<byte[]> Signatures);
}
