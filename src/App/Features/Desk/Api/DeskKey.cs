using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary><c>GET /desk/api/key</c>: the organisation's newest key, wrapped for the member who asks.</summary>
internal static class DeskKey
{
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        var member = user.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var wrap = await db.KeyWraps.AsNoTracking()
            .Where(w => w.MemberId == member).OrderByDescending(w => w.Epoch).FirstOrDefaultAsync(stop);
        return wrap is null
            ? Problems.Refuse(StatusCodes.Status404NotFound, "no-key", "You have no key yet. Ask your organisation's administrator to give you one.")
            : Results.Json(new DeskKeyAnswer(wrap.OrganisationId, wrap.Epoch, wrap.MemberId, wrap.Wrapped), SiteJson.Options);
    }
}

internal sealed record DeskKeyAnswer(string Organisation, uint Epoch, string Member, byte[] Wrapped);
