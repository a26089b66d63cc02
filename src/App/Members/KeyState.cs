using System.Security.Claims;
using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>What a member has to know about a change of the organisation's key.</summary>
/// <param name="Holds">whether the member has the newest key.</param>
/// <param name="Behind">whether the member has an older one, and not the newest.</param>
/// <param name="Due">whether somebody who had the newest key has left, and no new one is made.</param>
/// <param name="MadeBy">who made the key that the trustees are to sign; null where none is made.</param>
/// <param name="IsOwn">whether it was this member.</param>
internal sealed record KeyState(bool Holds, bool Behind, bool Due, string? MadeBy, bool IsOwn)
{
    public static async Task<KeyState> OfAsync(SiteDb db, Manifest manifest, ClaimsPrincipal user, CancellationToken stop)
    {
        var (member, organisation) = (user.MemberId(), db.Organisation!);
        var newest = manifest.FindOrganisation(organisation)?.CurrentKey.Epoch;
        var epochs = await db.KeyWraps.Where(w => w.MemberId == member).Select(w => w.Epoch).ToListAsync(stop);
        var holds = epochs.Exists(e => e == newest);
        var maker = (await ProposedKey.OfAsync(db, stop))?.MemberId;
        var name = maker is null ? null : await db.Colleagues.Where(m => m.Id == maker).Select(m => m.Name).SingleAsync(stop);
        var due = name is null && await db.Organisations.AnyAsync(o => o.Id == organisation && o.KeyChangeDue != null, stop);
        return new(holds, epochs.Count > 0 && !holds, due, name, maker == member);
    }
}
