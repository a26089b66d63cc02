using Chorus.App.Data;

namespace Chorus.App.CaseLogs;

/// <summary>Opens the log of cases before the first request, completes what was interrupted, and derives summaries anew where another version of the program derived them.</summary>
internal sealed class CaseLogStart(IServiceScopeFactory scopes, CaseLog log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        // A log that cannot be used is said at the desk and in the site's own log; reports go on without it.
        using var turn = await log.TurnAsync(db, cancellationToken);
        await Features.Desk.Cases.CaseSummary.RenewAsync(db, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
