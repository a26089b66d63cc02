using Chorus.App.Data;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Takes deposits and changes in. First versions, which nearly all are, go the short way: by the <see cref="Ledger"/>, many with one
/// commit, and without a database context of their own, which cost more than all else that the site's own code does for one. The rest
/// is for <see cref="Deposits"/>.
/// </summary>
internal sealed class DepositIntake(Ledger ledger, Forwarding forwarding, NewRows rows, IServiceScopeFactory scopes)
{
    public async Task<IResult> AcceptAsync(SignedStatement signed, StatementPost post, CancellationToken stop)
    {
        if (signed.Statement.Operation is Operation.Deposit)
        {
            var (report, version) = (rows.Report(signed, post), rows.Version(signed, post));
            if (await ledger.BeginAsync(report, version))
            {
                return await CompleteAsync(signed, post, report, version, stop);
            }
        }
        await using var scope = scopes.CreateAsyncScope();
        return await DepositsOf(scope).AcceptAsync(signed, post, stop);
    }

    private async Task<IResult> CompleteAsync(SignedStatement signed, StatementPost post, Report report, ReportVersion version, CancellationToken stop)
    {
        switch (await forwarding.SendAsync(signed, post.Packets, stop))
        {
            case ForwardingOutcome.Complete { Acks: var acks }:
                await ledger.AcknowledgeAsync(report, version, Acks.Join(acks));
                return Deposits.Answer(acks);
            case ForwardingOutcome.Refused { Answer: var refusal, Stored: var storedSomewhere }:
                if (!storedSomewhere)
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await DepositsOf(scope).ForgetAsync(report, version, stop);
                }
                return refusal;
            default:
                return Deposits.Incomplete();
        }
    }

    private static Deposits DepositsOf(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<Deposits>();
}
