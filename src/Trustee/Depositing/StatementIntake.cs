using Chorus.Escrow.Depositing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Depositing;

/// <summary>
/// Takes deposits, changes and withdrawals into a trustee's store. Checks what needs no lock first, then judges and writes many under the
/// trustee's lock at once. Safe for several threads.
/// </summary>
/// <param name="gate">the trustee's lock.</param>
/// <param name="keys">open packets, and sign acknowledgements.</param>
/// <param name="manifests">those under which a statement may have been made.</param>
/// <param name="store">where they are kept.</param>
/// <param name="held">what is kept.</param>
/// <param name="time">the clock.</param>
/// <param name="withdrawn">is told of every report that was taken back, under the lock.</param>
internal sealed class StatementIntake(Lock gate, TrusteeKeys keys, KnownManifests manifests, IReportStore store, HeldReports held, TimeProvider time, Action<Handle> withdrawn)
{
    private readonly DepositCheck _check = new(keys, manifests, time);

    /// <inheritdoc cref="TrusteeCore.Accept(IReadOnlyList{Submission})"/>
    internal IReadOnlyList<DepositAnswer> Accept(IReadOnlyList<Submission> submissions)
    {
        CheckOutcome[] checks = [.. submissions.Select(each => _check.Check(each.Statement, each.Signature, each.Packet))];
        var refusals = new DepositAnswer?[checks.Length];
        lock (gate)
        {
            for (var rest = Enumerable.Range(0, checks.Length).ToList(); rest.Count > 0;)
            {
                rest = TakeGroup(checks, rest, refusals);
            }

            for (var i = 0; i < checks.Length; i++)
            {
                refusals[i] ??= checks[i].Refused is { } refused && !IsHeld(submissions[i].Statement, refused.Problem) ? refused : null;
            }
        }

        return Answers(submissions, refusals);
    }

    /// <summary>All that are acknowledged share a signature, up to 64 of them; what was refused has no place under it.</summary>
    private IReadOnlyList<DepositAnswer> Answers(IReadOnlyList<Submission> submissions, DepositAnswer?[] refusals)
    {
        var hashes = submissions.Where((_, i) => refusals[i] is null).Select(each => Statement.HashOf(each.Statement));
        var acks = new Queue<byte[]>(hashes.Chunk(Acknowledgement.MostAtOnce).SelectMany(some => Acknowledgement.SignAll(keys.Signing, keys.Index, some)));
        return [.. refusals.Select(refused => refused ?? DepositAnswer.Acknowledged(acks.Dequeue()))];
    }

    /// <summary>
    /// A version that is kept is acknowledged again whatever has become of its packet, of the packet's key or of its manifest: its statement
    /// was checked when it was taken, and the statement is what is acknowledged. So a site that lost the answer can ask without the packet.
    /// </summary>
    private bool IsHeld(byte[] statement, string? problem) =>
        problem is StatementProblem.BadPacket or StatementProblem.StaleEpoch or StatementProblem.UnknownManifest
        && Statement.Decode(statement) is var decoded
        && held.Find(decoded.Handle, decoded.Version)?.StatementHash.Is(Statement.HashOf(statement)) == true;

    /// <summary>
    /// Takes those that stand for themselves, and gives the numbers of the others back: what follows another statement about the same
    /// report, or of the same receipt, is judged once that one is kept.
    /// </summary>
    private List<int> TakeGroup(CheckOutcome[] checks, List<int> rest, DepositAnswer?[] refusals)
    {
        var reports = new HashSet<Handle>();
        var families = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<StoredVersion>();
        var later = new List<int>();
        foreach (var i in rest)
        {
            if (checks[i] is not { Refused: null, Signed: { } signed })
            {
                continue;
            }

            var (first, second) = (reports.Add(signed.Statement.Handle), families.Add(Convert.ToHexString(signed.Statement.Depositor)));
            if (!first || !second)
            {
                later.Add(i);
            }
            else if (checks[i].Version is not { } version)
            {
                refusals[i] = Withdraw(signed);
            }
            else if (ChainCheck.Deposit(held, signed, store.IsWithdrawn(version.Handle)) is { } answer)
            {
                refusals[i] = answer.Refusal;
            }
            else
            {
                kept.Add(version);
            }
        }

        if (kept.Count > 0)
        {
            store.Add(kept);
            kept.ForEach(held.Add);
        }

        return later;
    }

    private DepositAnswer? Withdraw(SignedStatement signed)
    {
        var handle = signed.Statement.Handle;
        if (ChainCheck.Withdraw(held, signed.Statement, store.IsWithdrawn(handle)) is { } answer)
        {
            return answer.Refusal;
        }

        store.Withdraw(handle);
        held.Remove(handle);
        withdrawn(handle);
        return null;
    }
}
