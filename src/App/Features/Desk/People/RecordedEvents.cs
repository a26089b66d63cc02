using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>The record of members, roles and keys of this request's organisation, compared with the site's log and with who is a member.</summary>
/// <param name="Events">the newest first; null for a row that is no event, whatever somebody made of it.</param>
/// <param name="Faults">each event that is not what the log has, in a sentence; none where all are.</param>
/// <param name="Differing">ids of members whose roles in the database are not those of the events that the log has.</param>
/// <param name="Keyed">ids of members who have a wrapped key that no such event gave.</param>
internal sealed record RecordedEvents(IReadOnlyList<MemberEvent?> Events, IReadOnlyList<string> Faults, IReadOnlyList<string> Differing, IReadOnlyList<string> Keyed)
{
    public static async Task<RecordedEvents> ReadAsync(SiteDb db, CaseLog log, CancellationToken stop)
    {
        // Rows, roles, keys and log of one moment.
        using var turn = await log.TurnAsync(db, stop);
        var rows = await db.MemberEvents.AsNoTracking().OrderBy(e => e.Number).ToListAsync(stop);
        var faults = turn.Compare(db.Organisation!, rows);
        var events = rows.ConvertAll(row => MemberEvent.Read(row.Line));
        events.Reverse();
        if (turn.Fault is not null)
        {
            return new(events, faults, [], []);
        }
        // A gap stays for ever; what comes after it is compared all the same.
        var recorded = RecordedMembers.Of(turn, rows);
        var keys = MemberStanding.KeysOf(recorded);
        var held = await db.KeyWraps.AsNoTracking().Select(w => new { w.MemberId, w.Epoch }).ToListAsync(stop);
        return new(
            events, faults, MemberStanding.Differing(MemberStanding.Of(recorded), await HeldAsync(db, stop)),
            [.. held.Where(w => !keys.Contains((w.MemberId, w.Epoch))).Select(w => w.MemberId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static async Task<Dictionary<string, IReadOnlyList<Role>>> HeldAsync(SiteDb db, CancellationToken stop)
    {
        var roles = (await db.MemberRoles.AsNoTracking().ToListAsync(stop)).ToLookup(r => r.MemberId, r => r.Role, StringComparer.Ordinal);
        var members = await db.Colleagues.Select(m => m.Id).ToListAsync(stop);
        return members.ToDictionary(id => id, IReadOnlyList<Role> (id) => [.. roles[id]], StringComparer.Ordinal);
    }
}
