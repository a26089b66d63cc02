using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members.Record;

/// <summary>Events of an organisation's record as the log has them. Rows that open no entry of it are left out: what somebody put there by hand counts for nothing.</summary>
internal static class RecordedMembers
{
    /// <summary>In their order.</summary>
    public static async Task<IReadOnlyList<MemberEvent>> ReadAsync(SiteDb db, CaseLogTurn turn, string organisation, CancellationToken stop)
    {
        var rows = await db.Across<MemberEventRow>().AsNoTracking().Where(e => e.OrganisationId == organisation).OrderBy(e => e.Number).ToListAsync(stop);
        return [.. rows.Where(turn.Opens).Select(row => MemberEvent.Read(row.Line)).OfType<MemberEvent>()];
    }

    /// <summary>
    /// Whether a member's roles are those that the record gave. A role that was written into the database opens no case and changes nothing. Where
    /// the log cannot be used there is nothing to compare with, and nothing can be added either.
    /// </summary>
    public static async Task<bool> StandsAsync(SiteDb db, CaseLogTurn turn, string member, CancellationToken stop)
    {
        if (turn.Fault is not null)
        {
            return true;
        }
        var recorded = MemberStanding.Of(await ReadAsync(db, turn, db.Organisation!, stop));
        var held = await db.MemberRoles.AsNoTracking().Where(r => r.MemberId == member).Select(r => r.Role).ToListAsync(stop);
        return recorded.TryGetValue(member, out var roles) && roles.ToHashSet().SetEquals(held);
    }
}
