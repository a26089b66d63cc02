using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>Who has the newest key of the organisation of this request.</summary>
internal static class KeyHolders
{
    /// <summary>Ids of members, each once; none where the manifest does not name the organisation any more.</summary>
    public static Task<List<string>> OfAsync(SiteDb db, Manifest manifest, CancellationToken stop)
    {
        var epoch = manifest.FindOrganisation(db.Organisation!)?.CurrentKey.Epoch;
        return db.KeyWraps.Where(w => w.Epoch == epoch).Select(w => w.MemberId).Distinct().ToListAsync(stop);
    }
}
