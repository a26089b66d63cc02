using System.Data;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members.Record;

/// <summary>
/// Changes members, roles and keys so that each change is an entry of the site's log (docs/formats/member-events.md). One at a time: who begins
/// one waits until the one before is done, so two administrators who remove each other at the same moment do not both succeed.
/// </summary>
internal sealed class MemberRecord(SiteDb db, CaseLog log, TimeProvider clock)
{
    /// <summary>Begins a change. Nothing of it is kept until it is recorded.</summary>
    public async Task<MemberChange> BeginAsync(CancellationToken stop)
    {
        var turn = await log.TurnAsync(db, stop);
        try
        {
            return new(db, turn, turn.Fault is null ? await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, stop) : null);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>An event of this hour.</summary>
    public MemberEvent Of(string kind) => new(kind, Hour.Now(clock));
}
