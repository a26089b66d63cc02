using System.Text;
using System.Text.Json;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Findings;

/// <summary>A finding statement with its signature, as it is handed over (docs/formats/finding-statement.md).</summary>
public sealed class FindingStatement
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 256 * 1024;

    private const string Format = "chorus/finding-statement/1";

    private readonly string _signed;

    private FindingStatement(string signed, StatementText text, byte[] signature, IReadOnlyList<StatementOpening> openings) =>
        (_signed, Text, Signature, Openings) = (signed, text, signature, openings);

    /// <summary>What it says.</summary>
    public StatementText Text { get; }

    /// <summary>64 bytes.</summary>
    public byte[] Signature { get; }

    /// <summary>What opens entries of the log; may be none.</summary>
    public IReadOnlyList<StatementOpening> Openings { get; }

    /// <summary>SHA-256 of what was signed, as the log has it.</summary>
    public byte[] Digest => Sealing.Digest.Sha256(Encoding.UTF8.GetBytes(_signed));

    /// <summary>Signs a text, checked as a reader would check it.</summary>
    /// <exception cref="MalformedException">for one that no reader takes.</exception>
    public static FindingStatement Sign(StatementText text, SigningKey organisation, IReadOnlyList<StatementOpening> openings)
    {
        StatementRules.Check(text, openings);
        var written = JsonSerializer.Serialize(text, StrictJson.Options);
        return new(written, text, organisation.Sign(SignedBytes(text, Sealing.Digest.Sha256(Encoding.UTF8.GetBytes(written)))), openings);
    }

    /// <summary>Reads a file and checks its form.</summary>
    /// <exception cref="MalformedException">saying what does not fit.</exception>
    public static FindingStatement Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
        {
            throw new MalformedException($"a statement has at most {MostBytes} bytes");
        }

        var outer = StrictJson.Read<Outer>(file, "the file");
        if (outer.Format != Format || outer.Signature.Length != SigningKey.SignatureLength)
        {
            throw new MalformedException($"the file is not of the format {Format}");
        }

        var text = StrictJson.Read<StatementText>(Encoding.UTF8.GetBytes(outer.Statement), "the statement");
        StatementRules.Check(text, outer.Openings);
        return new(outer.Statement, text, outer.Signature, outer.Openings);
    }

    /// <summary>The organisation of a manifest that signed it, by one of its keys of any epoch; null where none of that id did.</summary>
    public ManifestOrganisation? SignerIn(Manifest manifest) =>
        manifest.Deployment.AsSpan().SequenceEqual(Text.Deployment) && manifest.FindOrganisation(Text.Organisation.Id) is { } organisation && KeyIn(organisation) is not null
            ? organisation : null;

    /// <summary>The key of that organisation that signed it; null where none did. One that is not the newest may be in the hands of somebody who left.</summary>
    public ManifestOrganisationKey? KeyIn(ManifestOrganisation organisation)
    {
        var signed = SignedBytes(Text, Digest);
        return organisation.Keys.LastOrDefault(key => SigningKey.Verify(key.SigningKey, signed, Signature));
    }

    /// <summary>The file.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new Outer(Format, _signed, Signature, Openings), StrictJson.Options);

    private static byte[] SignedBytes(StatementText text, byte[] digest) => new ByteWriter()
        .Label("chorus/v1/finding-statement").Bytes(text.Deployment).Var(Encoding.ASCII.GetBytes(text.Organisation.Id)).Bytes(digest).ToArray();

    private sealed record Outer(string Format, string Statement, byte[] Signature, IReadOnlyList<StatementOpening> Openings);
}
