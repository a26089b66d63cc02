using Chorus.Escrow.Depositing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Depositing;

/// <summary>Whether a statement follows what a trustee holds (docs/formats/deposit.md, checks 6 to 8).</summary>
internal static class ChainCheck
{
    // Far above what a person does between two runs, and what the list format can count.
    private const int MostVersions = 200;

    /// <summary>An answer that needs nothing to be written: a refusal, or the same acknowledgement again (null refusal).</summary>
    internal sealed record Answer(DepositAnswer? Refusal);

    private static readonly Answer s_again = new((DepositAnswer?)null);

    /// <summary>Null where the version is to be stored.</summary>
    internal static Answer? Deposit(HeldReports held, SignedStatement signed, bool isWithdrawn)
    {
        var statement = signed.Statement;
        if (isWithdrawn)
        {
            return Refuse(StatementProblem.Withdrawn, "This report was withdrawn. Nothing more can be added to it.");
        }

        if (held.Find(statement.Handle) is not { } chain)
        {
            return statement.Operation == Operation.Deposit
                ? Family(held, statement)
                : Refuse(StatementProblem.UnknownReport, "This trustee does not hold the report that is to be changed. Send its deposit first.");
        }

        if (chain.Versions.FirstOrDefault(v => v.Version == statement.Version) is { } same)
        {
            return same.StatementHash.Is(signed.Hash)
                ? s_again
                : Refuse(StatementProblem.VersionConflict, "This trustee holds another statement for that version. Load the report again and repeat the change.");
        }

        if (!Follows(chain, chain.Newest, statement))
        {
            return Refuse(StatementProblem.VersionConflict, "This change does not follow the version that this trustee holds. Load the report again and repeat the change.");
        }

        return chain.Versions.Count < MostVersions
            ? null
            : Refuse(StatementProblem.VersionConflict, "This report was changed too often since the last run. Try again after the next one.");
    }

    /// <summary>Null where everything about the report is to be erased.</summary>
    internal static Answer? Withdraw(HeldReports held, Statement statement, bool isWithdrawn)
    {
        if (isWithdrawn)
        {
            // Whatever version it follows: nothing is left to destroy, and what the reporter wants is so. Refused, a trustee
            // that took an earlier withdrawal would keep the two others' from ever being complete (docs/adr/0030).
            return s_again;
        }

        if (held.Find(statement.Handle) is not { } chain)
        {
            return Refuse(StatementProblem.UnknownReport, "This trustee does not hold the report that is to be withdrawn.");
        }

        // Any version that is still kept will do as predecessor: a change that reached this trustee only must not
        // stand in the way of a withdrawal. Nor must one that all three have and the site does not know of, after which
        // the version that the reporter was shown is gone: then the withdrawal takes that change's place.
        return chain.Versions.Any(v => Follows(chain, v, statement) || TakesThePlaceOf(chain, v, statement))
            ? null
            : Refuse(StatementProblem.VersionConflict, "This withdrawal does not follow a version that this trustee holds. Load the report again and repeat the withdrawal.");
    }

    private static Answer? Family(HeldReports held, Statement statement)
    {
        List<HeldChain> family = [.. held.Family(new Bytes32(statement.Depositor))];
        if (family.Count >= HeldReports.FamilyLimit)
        {
            return Refuse(StatementProblem.FamilyFull, $"One receipt holds at most {HeldReports.FamilyLimit} reports. Start a new receipt for this one.");
        }

        return family.Any(chain => chain.Number == statement.Number)
            ? Refuse(StatementProblem.VersionConflict, "Another report of this receipt carries the same number. Load the receipt again and repeat the deposit.")
            : null;
    }

    private static bool Follows(HeldChain chain, HeldVersion last, Statement statement) =>
        statement.Version == last.Version + 1
        && statement.Number == chain.Number
        && last.StatementHash.Is(statement.Predecessor)
        && chain.Depositor.Is(statement.Depositor);

    private static bool TakesThePlaceOf(HeldChain chain, HeldVersion change, Statement withdrawal) =>
        change.Predecessor is { } predecessor
        && withdrawal.Version == change.Version
        && withdrawal.Number == chain.Number
        && withdrawal.Predecessor.AsSpan().SequenceEqual(predecessor)
        && chain.Depositor.Is(withdrawal.Depositor);

    private static Answer Refuse(string problem, string sentence) => new(DepositAnswer.Refuse(problem, sentence));
}
