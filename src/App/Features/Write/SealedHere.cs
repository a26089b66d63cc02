using Chorus.App.Features.Statements;
using Chorus.Escrow.Depositing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chorus.App.Features.Write;

/// <summary>
/// Deposits that the site sealed itself go the way of a browser's post: stored, forwarded, acknowledged by three trustees.
/// </summary>
internal sealed class SealedHere(DepositIntake deposits, HandleGate gate, IHostApplicationLifetime life)
{
    /// <summary>True once all three acknowledgements are there and verified. A browser that goes away does not stop it half way.</summary>
    internal async Task<bool> DepositAsync(SealedDeposit deposit)
    {
        var signed = deposit.Signed;
        var post = new StatementPost(
            signed.Bytes, signed.Signature, deposit.Lookup, deposit.Content, deposit.Escrowed, deposit.SelfWrap, deposit.Packets);
        using var turn = await gate.EnterAsync(signed.Statement.Handle.ToArray(), life.ApplicationStopping);
        return await deposits.AcceptAsync(signed, post, life.ApplicationStopping) is JsonHttpResult<StatementAcks>;
    }
}
