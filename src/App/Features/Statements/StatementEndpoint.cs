using Chorus.App.Features.Admission;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Features.Statements;

/// <summary><c>POST /api/statements</c> (docs/formats/site-api.md): deposit, change and withdrawal.</summary>
internal static class StatementEndpoint
{
    // A content envelope of 1 MiB, half as much again for base64url and the rest; a report in words needs a sixteenth.
    private const int MostBytes = 3 << 19;

    public static void MapStatements(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/statements", PostAsync)
            .AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Statements, MostBytes)
            .AddWork(g => g.Statements);

    private static async Task<IResult> PostAsync(
        HttpContext context, Manifest manifest, DepositIntake deposits, HandleGate gate, IHostApplicationLifetime life)
    {
        var (post, unread) = await JsonBody.ReadAsync<StatementPost>(context.Request, MostBytes, context.RequestAborted);
        if (post is null)
        {
            return unread!;
        }
        if (!post.TryCheck(manifest, out var signed, out var refusal))
        {
            return refusal;
        }
        if (signed.Statement.Operation is Operation.Deposit)
        {
            // The way of a first version is the same whether a report is held or was released, also of one that comes again or is
            // withdrawn (ADR 24).
            AnswerClock.LeaveAtOnce(context);
        }
        // A browser that goes away half way must not leave a deposit half way: only the site's own end stops it.
        var stop = life.ApplicationStopping;
        using var turn = await gate.EnterAsync(signed.Statement.Handle.ToArray(), stop);
        return signed.Statement.Operation is Operation.Withdraw
            ? await context.RequestServices.GetRequiredService<Withdrawals>().AcceptAsync(signed, stop)
            : await deposits.AcceptAsync(signed, post, stop);
    }
}
