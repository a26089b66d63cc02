using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Escrow.Releasing;

/// <summary>What the three trustees give for a deposit once its quorum is met.</summary>
internal static class Release
{
    private static readonly byte[] s_run = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    internal static SealedReport Sealed(SealedDeposit deposit) =>
        new(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Content, deposit.Escrowed);

    /// <summary>The statement of a deposit with another family's key in it, signed by that key.</summary>
    internal static (byte[] Statement, byte[] Signature) TakenOver(SealedDeposit deposit, SeededRandom random)
    {
        const int FamilyAt = 20 + 1 + 16 + 32 + 16 + 4 + 1;
        using var other = SigningKey.FromSeed(random.Bytes(32));
        var statement = deposit.Signed.Bytes.ToArray();
        other.PublicKey.CopyTo(statement, FamilyAt);
        return (statement, other.Sign(statement));
    }

    internal static SignedRecord[] Records(Trial trial, SealedDeposit deposit) =>
        [.. Enumerable.Range(0, 3).Select(i => Record(trial, deposit, i).Sign(trial.Trustees[i]))];

    internal static ReleaseRecord Record(
        Trial trial, SealedDeposit deposit, int trustee, byte[]? escrowOwn = null, byte[]? escrowNext = null,
        byte[]? run = null, IReadOnlyList<int>? slots = null, ulong fingerprintChange = 0)
    {
        var statement = deposit.Signed.Statement;
        var parts = Packet.Open(trial.PacketKeys[trustee], trustee, PacketPlace.Of(statement), deposit.Packets[trustee]);
        var place = new ReleasePlace(statement.Deployment, run ?? s_run, trustee, statement.Handle, statement.Version);
        return new ReleaseRecord
        {
            Trustee = trustee,
            Deployment = statement.Deployment,
            Run = run ?? s_run,
            RunNumber = 7,
            Handle = statement.Handle,
            Version = statement.Version,
            StatementHash = deposit.Signed.Hash,
            RecipientKey = statement.RecipientKey,
            EscrowOwn = escrowOwn ?? parts.Own.Escrow.ToArray(),
            EscrowNext = escrowNext ?? parts.Next.Escrow.ToArray(),
            Slots =
            [
                .. (slots ?? [0, 1, 2, 3]).Select(slot => ReleasedSlot.Seal(
                    statement.RecipientKey, place, slot, 0xA0 + (ulong)slot,
                    parts.Own.Fingerprint(slot) ^ fingerprintChange, parts.Next.Fingerprint(slot), trial.Random.Fill)),
            ],
        };
    }
}
