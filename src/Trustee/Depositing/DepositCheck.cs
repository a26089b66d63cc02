using Chorus.Escrow.Depositing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Depositing;

/// <summary>What a check found: a refusal, or the statement and, unless it is a withdrawal, the version to be stored.</summary>
internal sealed record CheckOutcome(DepositAnswer? Refused, SignedStatement? Signed, StoredVersion? Version);

/// <summary>
/// The checks that need nothing but the statement, the packet and this trustee's keys (docs/formats/deposit.md, checks 1
/// to 5). Runs without a lock, since it is the costly part.
/// </summary>
internal sealed class DepositCheck(TrusteeKeys keys, KnownManifests manifests, TimeProvider time)
{
    private readonly StatementCheck _check = new(
        keys.Index, manifests.Newest.Deployment, hash => manifests.Find(hash) is not null, epoch => keys.Packets.Find(epoch, time.GetUtcNow()));

    internal CheckOutcome Check(byte[] statement, byte[] signature, byte[]? packet)
    {
        var verdict = _check.Check(statement, signature, packet);
        if (verdict is StatementVerdict.Refused refused)
        {
            return Refuse(refused.Problem, $"The trustee refused this: {refused.Sentence}.");
        }

        var (signed, parts) = (StatementVerdict.Accepted)verdict;
        if (parts is null)
        {
            return new CheckOutcome(null, signed, null);
        }

        using var own = parts.Own;
        using var next = parts.Next;
        // A key that no manifest lists might not be one that can be sealed to, and then a release would stop for everyone.
        // And one that an organisation has given up may be with somebody who has left it.
        return manifests.Find(signed.Statement.ManifestHash)?.IsCurrent(signed.Statement.RecipientKey) is not true
            ? Refuse(StatementProblem.Malformed, "The recipient key is not the newest of an organisation in the manifest. Load the page again and seal once more.")
            : new CheckOutcome(
                null,
                signed,
                new StoredVersion(signed.Statement.Handle, signed.Statement.Version, signed.Bytes, signed.Signature, own.Bytes.ToArray(), next.Bytes.ToArray()));
    }

    private static CheckOutcome Refuse(string problem, string sentence) => new(DepositAnswer.Refuse(problem, sentence), null, null);
}
