using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>Entries of the log whose events are gone from the database, of whatever organisation.</summary>
internal static class MissingEntries
{
    /// <summary>
    /// How many there are, and the cases whose first event, with the title's id and hash, is the one that the log has. An event counts as there by a
    /// row of the entry's own case and organisation. The first event of a case has to open its entry besides: whose case it is stands in there, and
    /// moved to another organisation with all its rows a case would be missed by nobody.
    /// </summary>
    public static async Task<(long Count, IReadOnlySet<string> Begun)> FindAsync(SiteDb db, CaseLogTurn turn, CancellationToken stop)
    {
        var rows = from row in db.Across<CaseEventRow>().AsNoTracking()
            join one in db.Across<Case>() on new { row.CaseId, row.OrganisationId } equals new { CaseId = one.Id, one.OrganisationId }
            select new { Row = row, Case = one };
        var first = await rows.Where(r => r.Row.Number == 1).ToListAsync(stop);
        var later = await rows.Where(r => r.Row.Number != 1).Select(r => new { r.Row.CaseId, r.Row.Entry }).ToListAsync(stop);
        var begun = first.Where(r => turn.Opens(r.Row, r.Case)).ToList();
        var done = await db.Across<MemberEventRow>().AsNoTracking().ToListAsync(stop);
        var missing = turn.Missing(begun.Select(r => (r.Row.CaseId, r.Row.Entry)).Concat(later.Select(r => (r.CaseId, r.Entry)))
            .Concat(done.Where(turn.Opens).Select(r => (MemberEntry.OwnerOf(r.OrganisationId), r.Entry))));
        return (missing, begun.Select(r => r.Case.Id).ToHashSet(StringComparer.Ordinal));
    }
}
