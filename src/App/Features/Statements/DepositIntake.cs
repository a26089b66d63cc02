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
                var outcome = await forwarding.SendAsync(signed, post.Packets, stop);
                return await outcome.FinishAsync(acks => ledger.AcknowledgeAsync(report, version, Acks.Join(acks)), () => ForgetAsync(report, version, stop));
            }
        }
        await using var scope = scopes.CreateAsyncScope();
        return await DepositsOf(scope).AcceptAsync(signed, post, stop);
    }

    private async Task ForgetAsync(Report report, ReportVersion version, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await DepositsOf(scope).ForgetAsync(report, version, stop);
    }

    private static Deposits DepositsOf(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<Deposits>();
}
