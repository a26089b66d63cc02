using Chorus.Escrow.Exporting;
using Chorus.Escrow.Manifests;
using Chorus.Sealing.TimeStamps;

namespace Chorus.Cli.Record;

/// <summary>What a check of a record found, in sentences.</summary>
/// <param name="export">what was checked.</param>
/// <param name="found">what was found.</param>
/// <param name="pin">the manifest's hash that it has to have; null where the reader compares it.</param>
/// <param name="isAuthorityKnown">whether time-stamps were checked against certificates that the reader gave.</param>
internal sealed class VerifiedRecord(RecordExport export, ExportFindings found, byte[]? pin, bool isAuthorityKnown)
{
    /// <summary>Writes every finding, and at the end whether all holds.</summary>
    public bool Print(TextWriter output)
    {
        var holds = found.Holds;
        output.WriteLine($"Made in the hour {export.Made}.");
        holds &= PrintManifest(output);
        foreach (var (report, kept) in found.Reports.Zip(export.Reports))
        {
            output.WriteLine($"Report {report.Handle}: {Count(report.Versions.Count, "version")}.");
            foreach (var (version, exported) in report.Versions.Zip(kept.Versions))
            {
                output.WriteLine($"  {Sentence(version, exported)}");
            }

            if (report.Versions[0].Statement?.Version > 1)
            {
                output.WriteLine("  The versions before it are not in this file.");
            }
        }

        if (found.MessagesSigned.Count > 0)
        {
            var unsigned = found.MessagesSigned.Count(signed => !signed);
            output.WriteLine($"{Count(found.MessagesSigned.Count, "message")}: {(unsigned == 0 ? "each signed by who wrote it." : $"{unsigned} NOT signed by who they claim to be from.")}");
        }

        output.WriteLine(holds ? "Everything in this file holds." : "NOT everything in this file holds: see above.");
        return holds;
    }

    private bool PrintManifest(TextWriter output)
    {
        var manifest = found.Manifest;
        output.WriteLine($"Manifest {Convert.ToHexStringLower(manifest.Hash)}, version {manifest.Version}.");
        output.WriteLine(found.Unsigned is { } trustee
            ? $"  NOT signed by trustee {trustee}, {manifest.Trustees[trustee].Name}."
            : $"  Signed by its three trustees: {string.Join(", ", manifest.Trustees.Select(t => t.Name))}.");
        if (manifest.Trial)
        {
            output.WriteLine("  It is a trial's: one machine holds the keys of all three trustees.");
        }

        if (pin is null)
        {
            output.WriteLine("  Compare the hash with what the trustees publish: the keys in a manifest do not say who holds them.");
            return true;
        }

        var same = pin.AsSpan().SequenceEqual(manifest.Hash);
        output.WriteLine(same ? "  Its hash is the one that you gave." : "  Its hash is NOT the one that you gave.");
        return same;
    }

    private string Sentence(VersionFindings version, ExportedVersion exported)
    {
        var name = version.Statement is { } statement ? $"Version {statement.Version}" : "A version";
        var came = $"came in the hour {exported.Hour}";
        return version.Fault switch
        {
            ExportFault.None => $"{name}: signed, unchanged, {Acknowledged(version.AcknowledgedBy)}, {came}, {Stamped(version.Stamp)}.",
            ExportFault.TimeStamp => $"{name}: signed, unchanged, {came}, but its time-stamp does NOT hold.",
            ExportFault.Statement => $"{name}: its statement CANNOT be read.",
            ExportFault.StatementSignature => $"{name}: NOT signed by the receipt that it names.",
            ExportFault.WrongPlace => $"{name}: it is of ANOTHER site or report.",
            ExportFault.Chain => $"{name}: it does NOT follow the version before it.",
            ExportFault.ContentHash => $"{name}: its content is NOT the one that was signed.",
            ExportFault.Family => $"{name}: signed by ANOTHER receipt than the rest of this file.",
            ExportFault.Repeated => $"{name}: its report stands in this file ALREADY, by its handle or its number.",
            _ => $"{name}: signed, unchanged, but {Acknowledged(version.AcknowledgedBy)}: NOT enough.",
        };
    }

    private string Stamped(TimeStampToken? stamp) => stamp is null
        ? "not time-stamped"
        : $"time-stamped {stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by \"{NameOf(stamp)}\"{(isAuthorityKnown ? "" : ", whose certificate you did not give (--authority)")}";

    // Whoever made the certificate chose the name: it must not steer a terminal.
    private static string NameOf(TimeStampToken stamp) => string.Concat((stamp.AuthorityName ?? "?").Where(c => !char.IsControl(c)).Take(80));

    private static string Acknowledged(IReadOnlyList<int> trustees) => trustees.Count == Manifest.TrusteeCount
        ? "acknowledged by all three trustees"
        : $"acknowledged by {trustees.Count} of the three trustees of this manifest";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
