using Chorus.App.Data;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// Groups of reports that a run released together (docs/formats/release.md, "Groups"). Of members at other organisations
/// a group tells the number, and the organisation only where both agreed to that by being in one network.
/// </summary>
internal static class DeskGroups
{
    public static async Task<IReadOnlyList<DeskGroup>> OfAsync(SiteDb db, IReadOnlyList<ReleasedSlot> own, CancellationToken stop)
    {
        var network = await db.Organisations.Where(o => o.Id == db.Organisation).Select(o => o.NetworkId).SingleOrDefaultAsync(stop);
        var named = await db.Organisations.Where(o => network != null && o.NetworkId == network).Select(o => o.Id).ToListAsync(stop);
        // The one query that looks at other organisations' rows: it takes no more of them than run, tag and whose they are.
        var others = await db.Across<ReleasedSlot>()
            .Where(s => s.OrganisationId != db.Organisation && db.ReleasedSlots.Any(
                o => o.OrganisationId == db.Organisation && o.Run == s.Run && o.Tag == s.Tag))
            .Select(s => new { s.Run, s.Tag, s.Handle, s.OrganisationId }).Distinct().ToListAsync(stop);
        var othersByGroup = others.ToLookup(s => Name(s.Run, s.Tag), s => s.OrganisationId, StringComparer.Ordinal);

        var groups =
            from slot in own
            group slot by Name(slot.Run, slot.Tag) into rows
            let first = rows.First()
            let members = rows.OrderBy(r => Base64UrlText.Encode(r.Handle), StringComparer.Ordinal).ThenBy(r => r.Slot)
            let elsewhere = Elsewhere(othersByGroup[rows.Key], named)
            // A group of one report is not a group: it was sent directly.
            where elsewhere.Count > 0 || rows.Select(r => Base64UrlText.Encode(r.Handle)).Distinct(StringComparer.Ordinal).Skip(1).Any()
            orderby first.RunNumber descending, rows.Key
            select new DeskGroup(first.Run, first.Tag, [.. members.Select(m => new DeskGroupMember(m.Handle, m.Version, m.Slot))], elsewhere);
        return [.. groups];
    }

    private static IReadOnlyList<DeskElsewhere> Elsewhere(IEnumerable<string> organisations, List<string> named) =>
    [
        .. organisations
            .GroupBy(o => named.Contains(o, StringComparer.Ordinal) ? o : null, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DeskElsewhere(g.Key, g.Count())),
    ];

    private static string Name(byte[] run, byte[] tag) => Base64UrlText.Encode(run) + "." + Base64UrlText.Encode(tag);
}

internal sealed record DeskGroup(byte[] Run, byte[] Tag, IReadOnlyList<DeskGroupMember> Members, IReadOnlyList<DeskElsewhere> Elsewhere);

internal sealed record DeskGroupMember(byte[] Handle, uint Version, byte Slot);

/// <param name="Organisation">the organisation's id, or null where it is in no network with this one.</param>
/// <param name="Count">reports there.</param>
internal sealed record DeskElsewhere(string? Organisation, int Count);
