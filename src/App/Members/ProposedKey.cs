using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>
/// Of the keys that were made for an organisation and are not in force, the one that is proposed to the trustees: the newest that was ever
/// made, and none where that is gone. A trustee may have signed it, and signs no older one afterwards.
/// </summary>
internal static class ProposedKey
{
    /// <param name="db">narrowed to an organisation or not.</param>
    /// <param name="changes">of one organisation or of all.</param>
    /// <returns>at most one for each organisation.</returns>
    public static IQueryable<KeyChange> Of(SiteDb db, IQueryable<KeyChange> changes) =>
        changes.AsNoTracking().Where(c => db.Organisations.Any(o => o.Id == c.OrganisationId && o.LastEpochMade == c.Epoch));

    /// <summary>That of the organisation of this request; null for none.</summary>
    public static Task<KeyChange?> OfAsync(SiteDb db, CancellationToken stop) => Of(db, db.KeyChanges).SingleOrDefaultAsync(stop);
}
