using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class DepositVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("deposit");
        var trial = new Trial("deposit");
        var deposit = trial.Deposit();
        var change = trial.Sealer.Change(Trial.Draft("union", 1), trial.Fingerprints, trial.Receipt, deposit.Signed, deposit.Document);
        var keep = trial.Sealer.Deposit(Trial.Draft(quorum: null) with { Identifiers = [] }, [], trial.Receipt, 15);
        Good(set, "a deposit", trial, deposit);
        Good(set, "its change: sent now, to another organisation", trial, change);
        Good(set, "kept, naming nobody", trial, keep);

        BadForTrustee(set, trial, deposit, change);
        BadForReporter(set, trial, deposit, change);
        BadAcknowledgements(set, trial, deposit);
        return set;
    }

    internal static (string, object?)[] Keys(Trial trial) =>
    [
        ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)), ("manifestHash", trial.Manifest.Hash),
        ("manifestSignatures", trial.Trustees.Select(t => ManifestSignatures.Sign(t, trial.Manifest.Hash))),
    ];

    private static void Good(VectorSet set, string name, Trial trial, SealedDeposit deposit) => set.Good(
        name,
        [
            .. Keys(trial), ("receiptSeed", trial.ReceiptSeed), ("trusteeSigningSeeds", trial.Trustees.Select(t => t.ExportSeed())),
            ("packetPrivateKeys", trial.PacketKeys.Select(k => k.ExportPrivate())),
            ("organisationMaster", (deposit.Document.Organisation is "union" ? trial.Other : trial.Organisation).ExportMaster()),
            ("statement", deposit.Signed.Bytes), ("signature", deposit.Signed.Signature), ("lookup", deposit.Lookup),
            ("content", deposit.Content), ("escrowed", deposit.Escrowed), ("selfWrap", deposit.SelfWrap), ("packets", deposit.Packets),
            ("acks", Acks(trial, deposit)), ("document", Encoding.UTF8.GetString(deposit.Document.ToJson())),
        ]);

    private static IEnumerable<byte[]> Acks(Trial trial, SealedDeposit deposit) =>
        trial.Trustees.Select((key, i) => Acknowledgement.Sign(key, i, deposit.Signed.Hash));

    private static void BadForTrustee(VectorSet set, Trial trial, SealedDeposit deposit, SealedDeposit change)
    {
        void Bad(string name, string why, string problem, byte[] statement, byte[] signature, byte[] packet, uint epoch = 1) => set.Bad(
            name, why,
            ("check", "trustee"), ("trustee", 0), ("deployment", trial.Manifest.Deployment), ("currentManifest", trial.Manifest.Hash), ("epoch", epoch),
            ("packetPrivateKey", trial.PacketKeys[0].ExportPrivate()), ("statement", statement), ("signature", signature), ("packet", packet),
            ("problem", problem));
        var (signed, packets) = (deposit.Signed, deposit.Packets);
        void BadPacket(string name, string why, byte[] packet) => Bad(name, why, StatementProblem.BadPacket, signed.Bytes, signed.Signature, packet);
        BadPacket("swapped packets", "trustee 1's packet given to trustee 0", packets[1]);
        BadPacket("another version's packet", "the packet of the change", change.Packets[0]);
        BadPacket("flipped packet", "one bit of the packet differs", Change.Flip(packets[0], 100));
        BadPacket("no packet", "a deposit needs a packet", []);
        Bad("flipped signature", "one bit differs", StatementProblem.BadSignature, signed.Bytes, Change.Flip(signed.Signature, 5), packets[0]);
        Bad("stale epoch", "the trustee is in epoch 2", StatementProblem.StaleEpoch, signed.Bytes, signed.Signature, packets[0], epoch: 2);

        void Resigned(string name, string why, string problem, int at)
        {
            var statement = Change.Flip(signed.Bytes, at);
            Bad(name, why, problem, statement, trial.Receipt.Signing.Sign(statement), packets[0]);
        }

        Resigned("another deployment", "a statement for another deployment", StatementProblem.Malformed, 21);
        Resigned("unknown manifest", "a manifest that is not current", StatementProblem.UnknownManifest, 37);
        Resigned("flipped commitment to the own part", "c_0 is not that of the part in the packet", StatementProblem.BadPacket, 187);
        Resigned("flipped commitment to the neighbour's part", "c_1 is not that of the part in the packet", StatementProblem.BadPacket, 219);
        Resigned("another handle than the packet's", "the packet is bound to another report", StatementProblem.BadPacket, 69);
        var withdrawal = trial.Sealer.Withdraw(trial.Receipt, signed);
        Bad("withdrawal with a packet", "a withdrawal carries no packet", StatementProblem.Malformed, withdrawal.Bytes, withdrawal.Signature, packets[0]);
    }

    private static void BadForReporter(VectorSet set, Trial trial, SealedDeposit deposit, SealedDeposit change)
    {
        void Bad(
            string name, string why, ReportFault fault, SignedStatement? signed = null, byte[]? content = null, byte[]? escrowed = null,
            byte[]? selfWrap = null, byte[]? seed = null) => set.Bad(
            name, why,
            [
                ("check", "reporter"), ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)), ("receiptSeed", seed ?? trial.ReceiptSeed),
                ("statement", (signed ?? deposit.Signed).Bytes), ("signature", (signed ?? deposit.Signed).Signature),
                ("content", content ?? deposit.Content), ("escrowed", escrowed ?? deposit.Escrowed), ("selfWrap", selfWrap ?? deposit.SelfWrap),
                ("fault", FaultName.Of(fault)),
            ]);
        Bad("the content of another version", "the site swapped the content", ReportFault.ContentHash, content: change.Content);
        Bad("flipped content", "one bit of the content differs", ReportFault.ContentHash, content: Change.Flip(deposit.Content, 500));
        Bad("flipped escrowed key", "one bit of the escrowed key differs", ReportFault.ContentHash, escrowed: Change.Flip(deposit.Escrowed, 50));
        Bad("the self wrap of another version", "bound to version 2", ReportFault.ContentKey, selfWrap: change.SelfWrap);
        Bad("truncated self wrap", "the last byte is missing", ReportFault.ContentKey, selfWrap: Change.Cut(deposit.SelfWrap));
        Bad("another receipt", "a report of another family", ReportFault.WrongPlace, seed: new byte[32]);
        var forged = deposit.Signed with { Signature = trial.Trustees[0].Sign(deposit.Signed.Bytes) };
        Bad("a forged signature", "signed by another key", ReportFault.StatementSignature, signed: forged);
        Bad("a withdrawal with content", "a withdrawal has nothing to open", ReportFault.Statement, signed: trial.Sealer.Withdraw(trial.Receipt, deposit.Signed));
    }

    private static void BadAcknowledgements(VectorSet set, Trial trial, SealedDeposit deposit)
    {
        var acks = Acks(trial, deposit).ToArray();
        void Bad(string name, string why, byte[][] changed) => set.Bad(
            name, why, ("check", "acknowledgements"), ("manifest", Encoding.UTF8.GetString(trial.Manifest.File)),
            ("statement", deposit.Signed.Bytes), ("acks", changed));
        Bad("two acknowledgements", "one is missing", acks[..2]);
        Bad("four acknowledgements", "one is too many", [.. acks, acks[0]]);
        Bad("swapped acknowledgements", "in another order", [acks[1], acks[0], acks[2]]);
        Bad("one trustee three times", "trustee 0's for all", [acks[0], acks[0], acks[0]]);
        Bad("flipped acknowledgement", "one bit differs", [acks[0], Change.Flip(acks[1], 0), acks[2]]);
        Bad("truncated acknowledgement", "256 bytes", [acks[0], acks[1], Change.Cut(acks[2])]);
        var otherIndex = Acknowledgement.Sign(trial.Trustees[0], 1, deposit.Signed.Hash);
        Bad("wrong trustee index", "trustee 0 signed as trustee 1", [otherIndex, acks[1], acks[2]]);
    }
}
