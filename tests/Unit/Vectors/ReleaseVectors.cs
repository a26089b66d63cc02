using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;
using Chorus.Unit.Tests.Escrow.Releasing;

namespace Chorus.Unit.Tests.Vectors;

internal static class ReleaseVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("release");
        var trial = new Trial("release vectors");
        var deposit = trial.Deposit(quorum: 1);
        var records = Release.Records(trial, deposit);
        Good(set, "sent directly: every slot released", trial, deposit, records, [0, 1, 2, 3]);
        var matched = trial.Deposit();
        var slot = matched.Document.Slots.ToList().IndexOf(0);
        Good(set, "a match on the telephone number", trial, matched, Records(trial, matched, [slot]), [slot]);

        BadRecords(set, trial, deposit, records);
        BadReport(set, trial, deposit, records);
        BadPadding(set, trial, matched, [slot, matched.Document.Slots.ToList().IndexOf(null)]);
        return set;
    }

    private static void Good(VectorSet set, string name, Trial trial, SealedDeposit deposit, SignedRecord[] records, int[] slots) => set.Good(
        name,
        [
            .. DepositVectors.Keys(trial), ("organisationMaster", trial.Organisation.ExportMaster()), .. Report(deposit),
            ("records", Json(records)), ("document", Encoding.UTF8.GetString(deposit.Document.ToJson())),
            ("run", ReleaseRecord.Decode(records[0].Record).Run), ("runNumber", 7),
            ("matches", new JsonArray([.. slots.Select(slot => (JsonNode)new JsonObject
            {
                ["slot"] = slot, ["tag"] = (0xA0 + (ulong)slot).ToString("x16"), ["identifier"] = deposit.Document.Slots[slot],
            })])),
        ]);

    private static void BadPadding(VectorSet set, Trial trial, SealedDeposit deposit, int[] slots) => set.Bad(
        "padding of a report with a quorum of 3", "only a quorum of 1 releases padding",
        [
            ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)), ("organisationMaster", trial.Organisation.ExportMaster()), .. Report(deposit),
            ("records", Json(Records(trial, deposit, [.. slots.Order()])[..2])), ("fault", FaultName.Of(ReportFault.Slot)),
        ]);

    private static void BadRecords(VectorSet set, Trial trial, SealedDeposit deposit, SignedRecord[] records)
    {
        void Bad(string name, string why, ReportFault fault, SignedRecord first, SignedRecord second) => set.Bad(
            name, why,
            [
                ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)), ("organisationMaster", trial.Organisation.ExportMaster()), .. Report(deposit),
                ("records", Json([first, second])), ("fault", FaultName.Of(fault)),
            ]);
        void BadBytes(string name, string why, byte[] record) => Bad(name, why, ReportFault.Record, new(record, trial.Trustees[0].Sign(record)), records[1]);
        var bytes = records[0].Record;
        BadBytes("truncated record", "the last byte is missing", Change.Cut(bytes));
        BadBytes("trailing byte", "a byte follows the last slot", Change.Lengthen(bytes));
        BadBytes("wrong label", "the label of another version", Change.Flip(bytes, 8));
        BadBytes("trustee 3", "trustees are 0 to 2", Change.Set(bytes, 18, 3));
        BadBytes("no slots", "a record has 1 to 4 slots", [.. bytes[..203], 0]);
        BadBytes("slots that do not rise", "slot 0 twice", Change.Set(bytes, 204 + 73, 0));
        BadBytes("slot 4", "slots are 0 to 3", Change.Set(bytes, 204 + (3 * 73), 4));

        Bad("flipped signature", "one bit differs", ReportFault.RecordSignature, records[0] with { Signature = Change.Flip(records[0].Signature, 0) }, records[1]);
        Bad("one record twice", "two trustees are needed", ReportFault.RecordSignature, records[0], records[0]);
        Bad(
            "signed by another trustee", "trustee 1 signed trustee 0's record", ReportFault.RecordSignature,
            records[0] with { Signature = trial.Trustees[1].Sign(bytes) }, records[1]);

        SignedRecord Signed(int trustee, byte[]? own = null, byte[]? next = null, byte[]? run = null, int[]? slots = null, ulong change = 0) =>
            Release.Record(trial, deposit, trustee, own, next, run, slots, change).Sign(trial.Trustees[trustee]);
        Bad("another run", "the records are of two runs", ReportFault.RecordsDisagree, records[0], Signed(1, run: new byte[16]));
        Bad("other slots", "the records release different slots", ReportFault.RecordsDisagree, records[0], Signed(1, slots: [0, 1, 2]));
        var other = Release.Records(trial, trial.Deposit());
        Bad("another report", "both records are of another report", ReportFault.RecordsDisagree, other[0], other[1]);
        Bad("a lie about the shared part", "trustee 1 gives another copy of part 1", ReportFault.PartsDisagree, records[0], Signed(1, own: new byte[32]));
        Bad("a lie about the other part", "trustee 1 gives a wrong part 2", ReportFault.EscrowKey, records[0], Signed(1, next: new byte[32]));
        Bad("a lie about a shared fingerprint part", "trustee 1 gives another copy", ReportFault.PartsDisagree, records[0], Signed(1, change: 1));
        Bad("another fingerprint", "trustee 0 changed a part that only it gives here", ReportFault.Slot, Signed(0, change: 1), records[1]);
        var swapped = ReleaseRecord.Decode(records[1].Record);
        var mixed = new ReleaseRecord
        {
            Trustee = 1,
            Deployment = swapped.Deployment,
            Run = swapped.Run,
            RunNumber = swapped.RunNumber,
            Handle = swapped.Handle,
            Version = swapped.Version,
            StatementHash = swapped.StatementHash,
            RecipientKey = swapped.RecipientKey,
            EscrowOwn = swapped.EscrowOwn,
            EscrowNext = swapped.EscrowNext,
            Slots = [swapped.Slots[0] with { SealedFingerprint = swapped.Slots[1].SealedFingerprint }, .. swapped.Slots.Skip(1)],
        };
        Bad("a fingerprint sealed for another slot", "slot 1's in slot 0", ReportFault.SealedFingerprint, records[0], mixed.Sign(trial.Trustees[1]));
    }

    private static void BadReport(VectorSet set, Trial trial, SealedDeposit deposit, SignedRecord[] records)
    {
        void Bad(
            string name, string why, ReportFault fault, byte[]? statement = null, byte[]? signature = null, byte[]? content = null,
            byte[]? escrowed = null, OrganisationKey? key = null) => set.Bad(
            name, why,
            ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)), ("organisationMaster", (key ?? trial.Organisation).ExportMaster()),
            ("statement", statement ?? deposit.Signed.Bytes), ("signature", signature ?? deposit.Signed.Signature),
            ("content", content ?? deposit.Content), ("escrowed", escrowed ?? deposit.Escrowed),
            ("records", Json(records[..2])), ("fault", FaultName.Of(fault)));
        var other = trial.Deposit();
        Bad("the content of another report", "the site swapped the content", ReportFault.ContentHash, content: other.Content);
        Bad("truncated content", "the last byte is missing", ReportFault.ContentHash, content: Change.Cut(deposit.Content));
        Bad("flipped escrowed key", "one bit differs", ReportFault.ContentHash, escrowed: Change.Flip(deposit.Escrowed, 60));
        Bad("truncated statement", "the last byte is missing", ReportFault.Statement, statement: Change.Cut(deposit.Signed.Bytes));
        Bad("flipped statement", "one bit of the content hash differs", ReportFault.StatementSignature, statement: Change.Flip(deposit.Signed.Bytes, 160));
        var (theirs, theirSignature) = Release.TakenOver(deposit, trial.Random);
        Bad("a statement by another family", "the site signed one of its own about the same content", ReportFault.RecordsDisagree, theirs, theirSignature);
        Bad("another organisation's key", "sealed to another recipient", ReportFault.WrongPlace, key: trial.Other);
    }

    private static SignedRecord[] Records(Trial trial, SealedDeposit deposit, int[] slots) =>
        [.. Enumerable.Range(0, 3).Select(i => Release.Record(trial, deposit, i, slots: slots).Sign(trial.Trustees[i]))];

    private static (string, object?)[] Report(SealedDeposit deposit) =>
        [("statement", deposit.Signed.Bytes), ("signature", deposit.Signed.Signature), ("content", deposit.Content), ("escrowed", deposit.Escrowed)];

    private static JsonArray Json(SignedRecord[] records) => new([.. records.Select(r => (JsonNode)new JsonObject
    {
        ["record"] = Base64UrlText.Encode(r.Record), ["signature"] = Base64UrlText.Encode(r.Signature),
    })]);
}
