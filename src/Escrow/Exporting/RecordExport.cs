using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Exporting;

/// <summary>
/// Everything that a site keeps for one receipt but the chunks of its files, the first part of an <see cref="ExportFile"/>
/// (docs/formats/export.md): the contents stay sealed for the receipt, and all that proves when and by whom they were sealed can be checked
/// without one.
/// </summary>
/// <param name="Format"><c>chorus/export/2</c>.</param>
/// <param name="Made">the hour in which the file was made.</param>
/// <param name="Manifest">the manifest's file, byte for byte.</param>
/// <param name="ManifestSignatures">by the three trustees, in order, 64 bytes each.</param>
/// <param name="Reports">by number.</param>
/// <param name="Messages">in order of arrival.</param>
public sealed record RecordExport(
    string Format, string Made, byte[] Manifest, IReadOnlyList<byte[]> ManifestSignatures, IReadOnlyList<ExportedReport> Reports,
    IReadOnlyList<ExportedMessage> Messages)
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string CurrentFormat = "chorus/export/2";

    private const int AckCount = Manifests.Manifest.TrusteeCount;

    /// <summary>Reads a record and checks its form. What it claims is for <see cref="ExportCheck"/>.</summary>
    /// <exception cref="MalformedException">naming the place.</exception>
    public static RecordExport Parse(ReadOnlySpan<byte> record)
    {
        var export = StrictJson.Read<RecordExport>(record, "the file");
        Require(string.Equals(export.Format, CurrentFormat, StringComparison.Ordinal), "format");
        Require(Hour.TryParse(export.Made, out _), "made");
        Require(export.ManifestSignatures.Count == AckCount && export.ManifestSignatures.All(s => s is { Length: SigningKey.SignatureLength }), "manifestSignatures");
        Require(export.Reports.Count <= Statement.MostReports && export.Reports.All(r => r is not null), "reports");
        foreach (var report in export.Reports)
        {
            Require(report.Handle.Length == Handle.Length, "reports.handle");
            Require(report.Versions.Count > 0 && report.Versions.All(v => v is not null && v.HasForm), "reports.versions");
        }

        Require(export.Messages.All(m => m is { Handle.Length: Handle.Length } && Hour.TryParse(m.Hour, out _)), "messages");
        return export;
    }

    /// <summary>The record's bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StrictJson.Options);

    private static void Require(bool holds, string place)
    {
        if (!holds)
        {
            throw new MalformedException($"the file does not follow its format at $.{place}");
        }
    }
}

/// <summary>One report: its versions, oldest first.</summary>
public sealed record ExportedReport(byte[] Handle, IReadOnlyList<ExportedVersion> Versions);

/// <summary>One version. Of the escrowed key there is only the hash: nobody can ever release anything from a file.</summary>
/// <param name="Statement">411 bytes.</param>
/// <param name="Signature">the receipt's.</param>
/// <param name="Content">the content envelope.</param>
/// <param name="EscrowedHash">SHA-256 of the escrowed key.</param>
/// <param name="SelfWrap">the content key for the receipt.</param>
/// <param name="Acks">by the three trustees, in order.</param>
/// <param name="Hour">when it came to the site, by the site's word.</param>
/// <param name="Stamp">its time-stamp (<see cref="TimeStamps.VersionStamp"/>); null where it has none yet.</param>
public sealed record ExportedVersion(
    byte[] Statement, byte[] Signature, byte[] Content, byte[] EscrowedHash, byte[] SelfWrap, IReadOnlyList<byte[]> Acks, string Hour, byte[]? Stamp)
{
    internal bool HasForm =>
        EscrowedHash.Length == Digest.Length && Acks.Count == Manifests.Manifest.TrusteeCount && Acks.All(a => a is not null) && Escrow.Hour.TryParse(Hour, out _);
}

/// <summary>One message, as <see cref="Messages.SealedMessage"/>.</summary>
public sealed record ExportedMessage(byte[] Handle, byte[] Id, byte Direction, byte[] Envelope, byte[] Signature, string Hour);
