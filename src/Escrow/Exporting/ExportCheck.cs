using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;

namespace Chorus.Escrow.Exporting;

/// <summary>Why a version in an export is not believed.</summary>
public enum ExportFault
{
    /// <summary>No check failed.</summary>
    None,

    /// <summary>The statement's bytes do not follow the format, or it is not a deposit or change.</summary>
    Statement,

    /// <summary>The statement's signature is not that of the key that it names.</summary>
    StatementSignature,

    /// <summary>The statement is another deployment's or report's.</summary>
    WrongPlace,

    /// <summary>The version does not follow the one before it, or another key signed it.</summary>
    Chain,

    /// <summary>The content is not the one that was signed.</summary>
    ContentHash,

    /// <summary>Too few trustees of the file's manifest acknowledged it: all three have to where it names that manifest, else two.</summary>
    Acknowledgements,

    /// <summary>Its time-stamp is not one of this version, or not by the authority that was named.</summary>
    TimeStamp,

    /// <summary>Another receipt signed it than the file's other reports.</summary>
    Family,

    /// <summary>A report before it in the file has the same handle or number.</summary>
    Repeated,
}

/// <summary>Checks an export without a receipt: everything but what the contents say (docs/formats/export.md).</summary>
public static class ExportCheck
{
    // The manifest that a statement names is its writer's word: without acknowledgements by those who stand in the file's, a made-up history
    // would need nobody but its writer. One trustee may have been replaced since.
    private const int LeastAcknowledgements = Manifest.TrusteeCount - 1;

    /// <summary>Checks everything, and goes on after what fails, so that all of it can be named.</summary>
    /// <param name="export">the file.</param>
    /// <param name="roots">the time-stamp authority's certificates, from the authority itself; null where nobody named them.</param>
    /// <exception cref="MalformedException">the manifest in it cannot be read; nothing can be checked then.</exception>
    public static ExportFindings Check(RecordExport export, TimeStampRoots? roots = null)
    {
        var manifest = Manifest.Parse(export.Manifest);
        var unsigned = new ManifestSignatures(export.ManifestSignatures).FirstInvalid(manifest);
        var family = new ExportedFamily();
        ReportFindings[] reports = [.. export.Reports.Select(report => Check(manifest, family, report, roots))];
        return new(manifest, unsigned, reports, [.. export.Messages.Select(message => IsSigned(manifest, reports, message))]);
    }

    private static ReportFindings Check(Manifest manifest, ExportedFamily family, ExportedReport report, TimeStampRoots? roots)
    {
        family.Begin(report);
        var findings = new List<VersionFindings>();
        Statement? last = null;
        byte[]? lastHash = null;
        foreach (var version in report.Versions)
        {
            var fault = Read(manifest, report, version, out var statement);
            if (fault is ExportFault.None && last is not null && !Follows(last, lastHash!, statement!))
            {
                fault = ExportFault.Chain;
            }

            if (fault is ExportFault.None)
            {
                fault = family.FaultOf(statement!);
            }

            var acknowledged = statement is null ? [] : AcknowledgedBy(manifest, version);
            if (fault is ExportFault.None && acknowledged.Count < NeededBy(manifest, statement!))
            {
                fault = ExportFault.Acknowledgements;
            }

            TimeStampToken? stamp = null;
            if (fault is ExportFault.None && version.Stamp is not null && !IsStamped(version, roots, out stamp))
            {
                fault = ExportFault.TimeStamp;
            }

            findings.Add(new(statement, fault, acknowledged, stamp));
            (last, lastHash) = statement is null ? (last, lastHash) : (statement, Statement.HashOf(version.Statement));
        }

        return new(new Handle(report.Handle), findings);
    }

    private static ExportFault Read(Manifest manifest, ExportedReport report, ExportedVersion version, out Statement? statement)
    {
        statement = null;
        try
        {
            statement = Statement.Decode(version.Statement);
        }
        catch (MalformedException)
        {
            return ExportFault.Statement;
        }

        return statement.Operation is Operation.Withdraw ? ExportFault.Statement
            : !SigningKey.Verify(statement.Depositor, version.Statement, version.Signature) ? ExportFault.StatementSignature
            : !statement.Deployment.AsSpan().SequenceEqual(manifest.Deployment) || !statement.Handle.ToArray().AsSpan().SequenceEqual(report.Handle) ? ExportFault.WrongPlace
            : !StatementContent.FitsHash(statement, version.Content, version.EscrowedHash) ? ExportFault.ContentHash
            : ExportFault.None;
    }

    private static bool IsStamped(ExportedVersion version, TimeStampRoots? roots, out TimeStampToken? stamp)
    {
        stamp = null;
        try
        {
            return VersionStamp.Decode(version.Stamp).Verify(version.Statement, version.Signature, roots, out stamp) is TimeStampFault.None;
        }
        catch (MalformedException)
        {
            return false;
        }
    }

    private static bool Follows(Statement last, byte[] lastHash, Statement next) =>
        next.Version == last.Version + 1
        && next.Number == last.Number
        && next.Depositor.AsSpan().SequenceEqual(last.Depositor)
        && next.Predecessor.AsSpan().SequenceEqual(lastHash);

    private static List<int> AcknowledgedBy(Manifest manifest, ExportedVersion version)
    {
        var hash = Statement.HashOf(version.Statement);
        return [.. manifest.Trustees.Where((trustee, i) => Acknowledgement.Verify(trustee.SigningKey, i, hash, version.Acks[i])).Select(trustee => trustee.Index)];
    }

    private static int NeededBy(Manifest manifest, Statement statement) =>
        statement.ManifestHash.AsSpan().SequenceEqual(manifest.Hash) ? Manifest.TrusteeCount : LeastAcknowledgements;

    private static bool IsSigned(Manifest manifest, ReportFindings[] reports, ExportedMessage message)
    {
        var handle = new Handle(message.Handle);
        var sealedMessage = new SealedMessage(handle, message.Id, (Direction)message.Direction, message.Envelope, message.Signature);
        var signers = sealedMessage.Direction is Direction.FromReporter
            ? reports.Where(r => r.Handle == handle).SelectMany(r => r.Versions).Select(v => v.Statement?.Depositor).OfType<byte[]>().Take(1)
            : manifest.Organisations.SelectMany(o => o.Keys).Select(k => k.SigningKey);
        return signers.Any(key => sealedMessage.Verify(manifest.Deployment, key));
    }
}

/// <summary>What a check found.</summary>
/// <param name="Manifest">the manifest in the file.</param>
/// <param name="Unsigned">the first trustee who did not sign it, or null.</param>
/// <param name="Reports">in the file's order.</param>
/// <param name="MessagesSigned">for each message whether its signature is that of who it claims to be from.</param>
public sealed record ExportFindings(Manifest Manifest, int? Unsigned, IReadOnlyList<ReportFindings> Reports, IReadOnlyList<bool> MessagesSigned)
{
    /// <summary>Whether nothing failed.</summary>
    public bool Holds => Unsigned is null && Reports.All(r => r.Versions.All(v => v.Fault is ExportFault.None)) && MessagesSigned.All(signed => signed);
}

/// <summary>Of one report.</summary>
public sealed record ReportFindings(Handle Handle, IReadOnlyList<VersionFindings> Versions);

/// <summary>Of one version.</summary>
/// <param name="Statement">null where it cannot be read.</param>
/// <param name="Fault">the first check that failed.</param>
/// <param name="AcknowledgedBy">the trustees of the file's manifest whose acknowledgements verify.</param>
/// <param name="Stamp">its time-stamp's token; null where there is none.</param>
public sealed record VersionFindings(Statement? Statement, ExportFault Fault, IReadOnlyList<int> AcknowledgedBy, TimeStampToken? Stamp);
