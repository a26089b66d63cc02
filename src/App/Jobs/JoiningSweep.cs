using Chorus.App.Data;
using Chorus.App.Members;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>Once an hour, destroys what is over after seven days: invitations that nobody used, wishes for a key that nobody granted or fetched, requests for an extract.</summary>
internal sealed class JoiningSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JoiningSweep> log) : RepeatedJob(TimeSpan.FromHours(1), clock)
{
    // Whatever goes wrong must not end the site; the next hour tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
            var oldest = Joining.Oldest(Clock);
            var gone = await db.Across<Invitation>().Where(i => string.Compare(i.Hour, oldest) < 0).ExecuteDeleteAsync(stop)
                + await db.Across<KeyRequest>().Where(r => string.Compare(r.Hour, oldest) < 0).ExecuteDeleteAsync(stop)
                + await db.Across<ExtractRow>().Where(e => string.Compare(e.Hour, oldest) < 0).ExecuteDeleteAsync(stop);
            if (gone > 0)
            {
                await scope.ServiceProvider.GetRequiredService<IErasure>().EraseAsync(db, stop);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Invitations, wishes for a key and requests for an extract that are over could not be destroyed");
        }
    }
}
