using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class ExportVectors
{
    private const string Hour = "2026-11-23T21Z";

    internal static VectorSet Make()
    {
        var set = new VectorSet("export");
        var trial = new Trial("export");
        var deposit = trial.Deposit();
        var change = trial.Sealer.Change(Trial.Draft("union", 1), trial.Fingerprints, trial.Receipt, deposit.Signed, deposit.Document);
        var random = new SeededRandom("export messages");
        var message = SealedMessage.Seal(
            change.Document.ThreadKey, trial.Manifest.Deployment, change.Signed.Statement.Handle, Direction.FromReporter, "It happened again.", Hour,
            trial.Receipt.Signing, random.Fill);
        var export = Of(trial, [deposit, change], [message]);

        (string, object?)[] Fields(RecordExport file) => [("receiptSeed", trial.ReceiptSeed), ("file", Encoding.UTF8.GetString(file.ToJson()))];
        void Good(string name, RecordExport file, params string[] documents) =>
            set.Good(name, [.. Fields(file), ("documents", new System.Text.Json.Nodes.JsonArray([.. documents.Select(d => (System.Text.Json.Nodes.JsonNode)d)]))]);
        string Text(SealedDeposit d) => Encoding.UTF8.GetString(d.Document.ToJson());
        Good("one version", Of(trial, [deposit], []), Text(deposit));
        Good("two versions and a message", export, Text(deposit), Text(change));
        Good("nothing", Of(trial, [], []) with { Reports = [] });
        Good("begins at version 2", Of(trial, [change], []), Text(change));

        void Bad(string name, string why, ExportFault fault, Func<ExportedVersion, ExportedVersion> changed, int version = 1)
        {
            var versions = export.Reports[0].Versions.Select((v, i) => i == version ? changed(v) : v).ToList();
            set.Bad(name, why, [.. Fields(export with { Reports = [export.Reports[0] with { Versions = versions }] }), ("version", version), ("fault", FaultName.Of(fault))]);
        }

        Bad("flipped content", "one bit differs", ExportFault.ContentHash, v => v with { Content = Change.Flip(v.Content, 99) });
        Bad("flipped hash of the escrowed key", "one bit differs", ExportFault.ContentHash, v => v with { EscrowedHash = Change.Flip(v.EscrowedHash, 0) });
        Bad("flipped signature", "one bit differs", ExportFault.StatementSignature, v => v with { Signature = Change.Flip(v.Signature, 0) });
        Bad("flipped statement", "one bit of the content hash in it differs", ExportFault.StatementSignature, v => v with { Statement = Change.Flip(v.Statement, 200) });
        Bad("cut statement", "the last byte is missing", ExportFault.Statement, v => v with { Statement = Change.Cut(v.Statement) });
        Bad("the first version twice", "it does not follow itself", ExportFault.Chain, _ => export.Reports[0].Versions[0]);
        Bad("flipped acknowledgement", "one bit of the second trustee's signature differs", ExportFault.Acknowledgements,
            v => v with { Acks = [v.Acks[0], Change.Flip(v.Acks[1], 200), v.Acks[2]] }, version: 0);
        Bad("another's acknowledgements", "those of the other version", ExportFault.Acknowledgements, v => v with { Acks = export.Reports[0].Versions[0].Acks });
        Bad("no time-stamp", "its bytes are none", ExportFault.TimeStamp, v => v with { Stamp = [1, 2, 3] });
        var stranger = new Trial("export of a stranger");
        Bad("another site's version", "another deployment", ExportFault.WrongPlace, _ => Of(stranger, [stranger.Deposit()], []).Reports[0].Versions[0]);
        return set;
    }

    internal static RecordExport Of(Trial trial, IReadOnlyList<SealedDeposit> versions, IReadOnlyList<SealedMessage> messages) => new(
        RecordExport.CurrentFormat, Hour, trial.Manifest.File, trial.ManifestSignatures,
        versions.Count == 0 ? [] : [new ExportedReport(versions[0].Signed.Statement.Handle.ToArray(), [.. versions.Select(v => VersionOf(trial, v))])],
        [.. messages.Select(m => new ExportedMessage(m.Handle.ToArray(), m.Id, (byte)m.Direction, m.Envelope, m.Signature, Hour))]);

    private static ExportedVersion VersionOf(Trial trial, SealedDeposit v) => new(
        v.Signed.Bytes, v.Signed.Signature, v.Content, Digest.Sha256(v.Escrowed), v.SelfWrap, trial.Acknowledge(v.Signed.Hash), Hour, null);
}
