using System.Data.Common;
using Chorus.App.Data;

namespace Chorus.App.Jobs;

/// <summary>How a job cuts what the database's journal still holds of deleted rows: an exception that left the job would end the site.</summary>
internal static class JournalCut
{
    /// <summary>False where a reader held the journal, or the disk is full: then try again later.</summary>
    public static async Task<bool> TryCutJournalAsync(this IServiceScopeFactory scopes, ILogger log, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IErasure>().EraseAsync(scope.ServiceProvider.GetRequiredService<SiteDb>(), stop);
        }
        catch (DbException e)
        {
            log.LogError(e, "The journal could not be cut, so what was erased may still stand in it");
            return false;
        }
    }
}
