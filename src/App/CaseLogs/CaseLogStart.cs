using Chorus.App.Data;

namespace Chorus.App.CaseLogs;

/// <summary>Opens the site's log before the first request, completes what was interrupted, writes down members and keys that are not in it, and derives summaries anew where another version of the program derived them.</summary>
internal sealed partial class CaseLogStart(IServiceScopeFactory scopes, CaseLog log, LogWitnesses witnesses, TimeProvider clock, ILogger<CaseLogStart> events) : IHostedService
{
    // A trustee that is down keeps the site from starting no longer than this; it is asked again a minute later.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await AskWitnessesAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        // A log that cannot be used is said at the desk and in the site's own log; reports go on without it.
        try
        {
            using (await log.TurnAsync(db, cancellationToken))
            {
                await Features.Desk.Cases.CaseSummary.RenewAsync(db, cancellationToken);
            }
            await scope.ServiceProvider.GetRequiredService<Members.Record.MemberRecordStart>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotStarted(events, e);
        }
    }

    // Before anything can be added: an older copy that was put back would be forked by the first event.
    private async Task AskWitnessesAsync(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await witnesses.PassAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "Cases and members' records could not be made ready; the desk tries again when somebody looks at them.")]
    private static partial void NotStarted(ILogger logger, Exception exception);
}
