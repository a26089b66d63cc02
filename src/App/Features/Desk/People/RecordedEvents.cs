using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>The record of members, roles and keys of this request's organisation, compared with the site's log and with who is a member.</summary>
/// <param name="Events">the newest first; null for a row that is no event, whatever somebody made of it.</param>
/// <param name="Fault">the first event that is not what the log has, in a sentence; null where all are.</param>
/// <param name="Differing">ids of members who stand in the database otherwise than by their events; none where a fault says that these cannot be relied on.</param>
internal sealed record RecordedEvents(IReadOnlyList<MemberEvent?> Events, string? Fault, IReadOnlyList<string> Differing)
{
    public static async Task<RecordedEvents> ReadAsync(SiteDb db, CaseLog log, CancellationToken stop)
    {
        // Rows, roles and log of one moment.
        using var turn = await log.TurnAsync(db, stop);
        var rows = await db.MemberEvents.AsNoTracking().OrderBy(e => e.Number).ToListAsync(stop);
        var events = rows.ConvertAll(row => MemberEvent.Read(row.Line));
        var fault = turn.Compare(db.Organisation!, rows);
        return new([.. Enumerable.Reverse(events)], fault, fault is null ? MemberStanding.Differing(MemberStanding.Of(events.OfType<MemberEvent>()), await HeldAsync(db, stop)) : []);
    }

    private static async Task<Dictionary<string, IReadOnlyList<Role>>> HeldAsync(SiteDb db, CancellationToken stop)
    {
        var roles = (await db.MemberRoles.AsNoTracking().ToListAsync(stop)).ToLookup(r => r.MemberId, r => r.Role, StringComparer.Ordinal);
        var members = await db.Colleagues.Select(m => m.Id).ToListAsync(stop);
        return members.ToDictionary(id => id, IReadOnlyList<Role> (id) => [.. roles[id]], StringComparer.Ordinal);
    }
}
