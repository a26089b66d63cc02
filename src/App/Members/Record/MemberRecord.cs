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
    /// <param name="by">the member who makes it; null for who does not sign in, or not yet.</param>
    /// <param name="stop">gives up.</param>
    public async Task<MemberChange> BeginAsync(string? by, CancellationToken stop)
    {
        var turn = await log.TurnAsync(db, stop);
        try
        {
            var fault = turn.Fault;
            if (fault is null && by is not null && !await RecordedMembers.StandsAsync(db, turn, by, stop))
            {
                fault = "Your roles are not those of the record of members: they were changed outside of the desk. Ask who runs the site.";
            }
            return new(db, turn, fault is null ? await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, stop) : null, fault);
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
