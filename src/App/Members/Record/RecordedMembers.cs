using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members.Record;

/// <summary>Events of an organisation's record as the log has them. Rows that open no entry of it are left out: what somebody put there by hand counts for nothing.</summary>
internal static class RecordedMembers
{
    /// <summary>Of all rows, in their order.</summary>
    public static IReadOnlyList<MemberEvent> Of(CaseLogTurn turn, IEnumerable<MemberEventRow> rows) => [.. rows.Where(turn.Opens).Select(row => MemberEvent.Read(row.Line)).OfType<MemberEvent>()];

    /// <summary>In their order, those that name something.</summary>
    /// <param name="db">of any organisation.</param>
    /// <param name="turn">in which they are compared.</param>
    /// <param name="organisation">whose.</param>
    /// <param name="naming">a member's id, or that of an extract or invitation in hexadecimal; empty for all. No other row is loaded and hashed.</param>
    /// <param name="stop">gives up.</param>
    public static async Task<IReadOnlyList<MemberEvent>> ReadAsync(SiteDb db, CaseLogTurn turn, string organisation, string naming, CancellationToken stop) =>
        Of(turn, await db.Across<MemberEventRow>().AsNoTracking().Where(e => e.OrganisationId == organisation && e.Line.Contains(naming)).OrderBy(e => e.Number).ToListAsync(stop));

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
        var recorded = MemberStanding.Of(await ReadAsync(db, turn, db.Organisation!, member, stop));
        var held = await db.MemberRoles.AsNoTracking().Where(r => r.MemberId == member).Select(r => r.Role).ToListAsync(stop);
        return recorded.TryGetValue(member, out var roles) && roles.ToHashSet().SetEquals(held);
    }
}
