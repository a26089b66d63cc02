using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Sealing;

namespace Chorus.Escrow.Exporting;

/// <summary>Opens an export with its receipt.</summary>
public static class ExportOpener
{
    /// <summary>Opens all versions and messages. What does not open is null, and the rest is opened all the same.</summary>
    public static IReadOnlyList<OpenedExportReport> Open(RecordExport export, Manifest manifest, ReceiptKeys keys) =>
        [.. export.Reports.Select(report => Open(export, manifest, keys, report))];

    private static OpenedExportReport Open(RecordExport export, Manifest manifest, ReceiptKeys keys, ExportedReport report)
    {
        OpenedOwnReport?[] versions = [.. report.Versions.Select(version => Open(manifest, keys, version))];
        // A message stays readable after the report went to another organisation, under the thread key that it had then.
        byte[][] threads = [.. versions.OfType<OpenedOwnReport>().Select(v => v.Document.ThreadKey).Reverse()];
        var messages = export.Messages.Where(m => m.Handle.AsSpan().SequenceEqual(report.Handle))
            .Select(m => new OpenedExportMessage((Direction)m.Direction, Read(manifest, keys, threads, m)));
        return new([.. report.Versions.Zip(versions, (v, opened) => new OpenedExportVersion(v.Hour, opened?.Signed.Statement.Version, opened?.Document))], [.. messages]);
    }

    private static OpenedOwnReport? Open(Manifest manifest, ReceiptKeys keys, ExportedVersion v) =>
        OwnReport.TryOpenKept(manifest, keys, v.Statement, v.Signature, v.Content, v.EscrowedHash, v.SelfWrap, out var opened, out _) ? opened : null;

    private static MessageText? Read(Manifest manifest, ReceiptKeys keys, byte[][] threads, ExportedMessage m)
    {
        var message = new SealedMessage(new Handle(m.Handle), m.Id, (Direction)m.Direction, m.Envelope, m.Signature);
        var signers = message.Direction is Direction.FromReporter ? [keys.Signing.PublicKey] : manifest.Organisations.SelectMany(o => o.Keys).Select(k => k.SigningKey).ToArray();
        foreach (var signer in signers.Where(key => message.Verify(manifest.Deployment, key)))
        {
            foreach (var thread in threads)
            {
                if (message.TryOpen(thread, manifest.Deployment, signer, out var text, out _))
                {
                    return text;
                }
            }
        }

        return null;
    }
}

/// <summary>One report in clear. Prints nothing of itself.</summary>
public sealed record OpenedExportReport(IReadOnlyList<OpenedExportVersion> Versions, IReadOnlyList<OpenedExportMessage> Messages)
{
    /// <summary>Always <c>[report]</c>.</summary>
    public override string ToString() => "[report]";
}

/// <summary>One version in clear; <paramref name="Document"/> is null where it does not open.</summary>
public sealed record OpenedExportVersion(string Hour, uint? Version, ReportDocument? Document);

/// <summary>One message in clear; <paramref name="Text"/> is null where it does not open.</summary>
public sealed record OpenedExportMessage(Direction Direction, MessageText? Text);
