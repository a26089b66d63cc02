using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class StatementVectors
{
    private const int OperationAt = 20;
    private const int VersionAt = 85;
    private const int DepositorKindAt = 89;
    private const int NumberAt = 122;
    private const int RecipientAt = 123;
    private const int ContentHashAt = 155;
    private const int PredecessorAt = 379;

    internal static VectorSet Make()
    {
        var set = new VectorSet("statement");
        var trial = new Trial("statement");
        var deposit = trial.Deposit();
        var change = trial.Sealer.Change(Trial.Draft("union", 1), trial.Fingerprints, trial.Receipt, deposit.Signed, deposit.Document);
        var withdrawal = trial.Sealer.Withdraw(trial.Receipt, change.Signed);
        Good(set, "deposit", deposit.Signed);
        Good(set, "change", change.Signed);
        Good(set, "withdrawal", withdrawal);
        // Nothing makes them, but a zero hash is as good as any other: only the recipient key says whether there is content.
        foreach (var (name, at) in new[] { ("deposit whose h is zero", ContentHashAt), ("deposit whose c0 is zero", ContentHashAt + 32), ("deposit whose last packet hash is zero", PredecessorAt - 32) })
        {
            var zero = Zero(deposit.Signed.Bytes, at);
            Good(set, name, new SignedStatement(Statement.Decode(zero), zero, trial.Receipt.Signing.Sign(zero)));
        }

        var bytes = deposit.Signed.Bytes;
        var family = trial.Receipt.Signing;
        void Malformed(string name, string why, byte[] statement) => set.Bad(
            name, why, ("statement", statement), ("signature", family.Sign(statement)), ("problem", StatementProblem.Malformed));
        Malformed("truncated", "the last byte is missing", Change.Cut(bytes));
        Malformed("trailing byte", "a byte follows", Change.Lengthen(bytes));
        Malformed("wrong label", "the label of another version", Change.Flip(bytes, 8));
        Malformed("operation 0", "operations are 1 to 3", Change.Set(bytes, OperationAt, 0));
        Malformed("operation 4", "operations are 1 to 3", Change.Set(bytes, OperationAt, 4));
        Malformed("depositor kind 2", "no such kind yet", Change.Set(bytes, DepositorKindAt, 2));
        Malformed("number 16", "a family's reports are 0 to 15", Change.Set(bytes, NumberAt, 16));
        Malformed("deposit of version 2", "a deposit is version 1", Change.Set(bytes, VersionAt + 3, 2));
        Malformed("deposit with a predecessor", "a deposit follows nothing", Change.Set(bytes, PredecessorAt, 1));
        Malformed("change of version 1", "a change follows a version", Change.Set(change.Signed.Bytes, VersionAt + 3, 1));
        Malformed("change without a predecessor", "a change names what it follows", Zero(change.Signed.Bytes, PredecessorAt));
        Malformed("deposit without a recipient", "zeros in place of a key", Zero(bytes, RecipientAt));
        Malformed("withdrawal with a recipient", "a withdrawal carries no key", Change.Set(withdrawal.Bytes, RecipientAt, 1));
        Malformed("withdrawal with a commitment", "a withdrawal carries no parts", Change.Set(withdrawal.Bytes, PredecessorAt - 100, 1));

        void BadSignature(string name, string why, byte[] statement, byte[] signature) => set.Bad(
            name, why, ("statement", statement), ("signature", signature), ("problem", StatementProblem.BadSignature));
        BadSignature("flipped signature", "one bit of the signature differs", bytes, Change.Flip(deposit.Signed.Signature, 0));
        BadSignature("short signature", "63 bytes", bytes, Change.Cut(deposit.Signed.Signature));
        BadSignature("another statement's signature", "the signature of the change", bytes, change.Signed.Signature);
        BadSignature("another family's signature", "signed by another key", bytes, trial.Trustees[0].Sign(bytes));
        BadSignature("changed quorum of the deposit", "one bit of a commitment differs", Change.Flip(bytes, 190), deposit.Signed.Signature);
        return set;
    }

    private static void Good(VectorSet set, string name, SignedStatement signed)
    {
        var s = signed.Statement;
        set.Good(
            name, ("statement", signed.Bytes), ("signature", signed.Signature), ("sha256", signed.Hash), ("operation", (int)s.Operation),
            ("deployment", s.Deployment), ("manifestHash", s.ManifestHash), ("handle", s.Handle.ToArray()), ("version", s.Version),
            ("family", s.Depositor), ("number", (int)s.Number), ("recipientKey", s.RecipientKey), ("contentHash", s.ContentHash),
            ("commitments", s.Commitments), ("packetHashes", s.PacketHashes), ("predecessor", s.Predecessor));
    }

    private static byte[] Zero(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy.AsSpan(at, 32).Clear();
        return copy;
    }
}
