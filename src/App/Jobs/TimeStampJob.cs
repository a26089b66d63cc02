using System.Data.Common;
using Chorus.App.Data;
using Chorus.App.TimeStamps;
using Chorus.Escrow;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing.TimeStamps;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Has all acknowledged versions of the hours that are over time-stamped, up to 4,096 with one token. The token's time is that of the pass, to the
/// second; since every version of an hour waits for its end, and nothing is stamped after the first pass of an hour that succeeds, it tells no more
/// of when one came, or was acknowledged, than the hour, which is kept anyway.
/// </summary>
internal sealed class TimeStampJob(IServiceScopeFactory scopes, ITimeStampAuthority authority, TimeProvider clock, ILogger<TimeStampJob> log)
    : RepeatedJob(TimeSpan.FromMinutes(5), clock)
{
    // After failures the authority is asked ever more rarely, at last once in an hour or so.
    private const int MostPassesLeftOut = 11;

    // All versions up to this one are stamped: a pass over them all would read every report.
    private long _stampedTo;

    // The hour that needs no more tokens: a version that is acknowledged late in it waits for the next, or it would be stamped alone, within minutes.
    // The hour of the start is one, since a pass may have been made in it before.
    private string _doneIn = Hour.Now(clock);
    private int _failures;
    private int _leaveOut;

    // Whatever goes wrong must not end the site; a later pass tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            await DestroyUnusedAsync(stop);
            await StampHourAsync(stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            log.LogError(e, "Versions could not be time-stamped");
        }
    }

    private async Task StampHourAsync(CancellationToken stop)
    {
        var hour = Hour.Now(Clock);
        if (string.Equals(hour, _doneIn, StringComparison.Ordinal))
        {
            return;
        }

        if (_leaveOut > 0)
        {
            _leaveOut--;
            return;
        }

        int? stamped;
        do
        {
            stamped = await StampAsync(stop);
        }
        while (stamped == TimeStampTree.Leaves);
        if (stamped is not null)
        {
            await RememberAsync(stop);
            _doneIn = hour;
        }
    }

    /// <returns>How many were stamped; null where the authority gave nothing.</returns>
    private async Task<int?> StampAsync(CancellationToken stop)
    {
        var versions = await UnstampedAsync(stop);
        if (versions.Count == 0)
        {
            return 0;
        }

        var tree = new TimeStampTree([.. versions.Select(v => v.Leaf)]);
        if (await AskAsync(tree.Imprint, stop) is not { } token)
        {
            return null;
        }

        await StoreAsync(versions, tree, token, stop);
        return versions.Count;
    }

    private async Task<List<Unstamped>> UnstampedAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var thisHour = Hour.Now(Clock);
        var rows = await db.Across<ReportVersion>().AsNoTracking()
            .Where(v => v.Sequence > _stampedTo && v.Acks != null && string.Compare(v.Hour, thisHour) < 0)
            .Where(v => !db.StampedVersions.Any(s => s.Sequence == v.Sequence))
            .OrderBy(v => v.Sequence).Take(TimeStampTree.Leaves)
            .Select(v => new { v.Sequence, v.Statement, v.Signature }).ToListAsync(stop);
        return [.. rows.Select(v => new Unstamped(v.Sequence, TimeStampTree.LeafOf(v.Statement, v.Signature)))];
    }

    private async Task<byte[]?> AskAsync(byte[] imprint, CancellationToken stop)
    {
        var query = TimeStampQuery.About(imprint);
        var (answer, why) = await authority.AskAsync(query.Encoded, stop);
        if (answer is not null && query.TryAccept(answer, authority.Roots, out var token, out why))
        {
            _failures = 0;
            return token.Encoded;
        }

        _failures++;
        _leaveOut = Math.Min((1 << Math.Min(_failures, 8)) - 2, MostPassesLeftOut);
        log.LogWarning("The time-stamp authority gave no time-stamp: {Why}. It is asked again later", why);
        return null;
    }

    private async Task StoreAsync(List<Unstamped> versions, TimeStampTree tree, byte[] token, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // One that was withdrawn while the authority was asked is gone.
        var (first, last) = (versions[0].Sequence, versions[^1].Sequence);
        var here = (await db.Across<ReportVersion>().Where(v => v.Sequence >= first && v.Sequence <= last).Select(v => v.Sequence).ToListAsync(stop)).ToHashSet();
        var stamp = new TimeStamp { Token = token };
        foreach (var version in versions.Where(v => here.Contains(v.Sequence)))
        {
            var path = tree.StampOf(version.Leaf, token);
            db.Add(new StampedVersion { Sequence = version.Sequence, Place = path.Place, Path = path.Path, Stamp = stamp });
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    // Whether or not something waits for a stamp, and whatever the authority answers.
    private async Task DestroyUnusedAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        await db.TimeStamps.Where(t => !db.StampedVersions.Any(s => s.StampId == t.Id)).ExecuteDeleteAsync(stop);
    }

    // A pending version, or one of this hour, is looked at again; what lies before the first of them is not.
    private async Task RememberAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var unstamped = db.Across<ReportVersion>().Where(v => v.Sequence > _stampedTo && !db.StampedVersions.Any(s => s.Sequence == v.Sequence));
        _stampedTo = (await unstamped.MinAsync(v => (long?)v.Sequence, stop) - 1) ?? await db.Across<ReportVersion>().MaxAsync(v => (long?)v.Sequence, stop) ?? 0;
    }

    private sealed record Unstamped(long Sequence, byte[] Leaf);
}
