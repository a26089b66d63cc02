using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Features.Circles;
using Chorus.App.Features.Lookup;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Circles;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api/circles</c>: the circles that a member keeps, and nobody else's (docs/formats/circle.md). What is said in one goes by <c>/api/circles</c>,
/// from the advocate's seat as from any other.
/// </summary>
internal static class DeskCircles
{
    // The first entry, and the keys of 13 seats, in base64url.
    private const int MostBytes = 24 << 10;
    private const int IdLength = 16;
    private const int MostCircles = 20;

    /// <summary><c>GET /desk/api/circles</c>: the member's own, oldest first, and the ids of those that colleagues keep.</summary>
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        var member = user.MemberId();
        var circles = await db.Circles.AsNoTracking().Where(c => c.MemberId == member).OrderBy(c => c.Hour).ThenBy(c => c.Id)
            .Select(c => new DeskCircle(c.Id, c.Wrapped, c.Hour, db.CircleSeats.Any(s => s.CircleId == c.Id))).ToListAsync(stop);
        var elsewhere = await db.Circles.AsNoTracking().Where(c => c.MemberId != member).Select(c => c.Id).ToListAsync(stop);
        return Results.Json(new DeskCirclesAnswer(circles, elsewhere), SiteJson.Options);
    }

    /// <summary><c>POST /desk/api/circles</c>: one that reporters are going to be asked about.</summary>
    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<CirclePost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Id.Length != IdLength || post.Wrapped.Length != OrganisationKey.WrappedLength)
        {
            return Problems.Malformed("A circle has an id of 16 bytes, and a wrapped root of 82.");
        }
        var member = context.User.MemberId();
        if (await db.Circles.CountAsync(c => c.MemberId == member, stop) >= MostCircles)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-circles", "You keep as many circles as one person can. End one that is over.");
        }
        db.Add(new CircleRow { Id = post.Id, OrganisationId = db.Organisation!, MemberId = member, Wrapped = post.Wrapped, Hour = Hour.Now(clock) });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "circle-exists", "There is a circle with this id. Try again.");
        }
        return Results.Json(new { }, SiteJson.Options);
    }

    /// <summary><c>POST /desk/api/circles/ID/begin</c>: the seats of those who agreed, and the first entry, which says so to them.</summary>
    public static async Task<IResult> BeginAsync(string id, HttpContext context, SiteDb db, Manifest manifest, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<CircleBeginPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Seats.Count - 1 is < CircleTurns.FewestMembers or > CircleTurns.MostMembers || post.Entry.Entry() is not { Index: 0, Author: CircleTurns.Advocate, Act: CircleAct.Word } entry
            || post.Seats.Any(s => s is not { Lookup.Length: LookupEndpoint.LookupLength, Signing.Length: SigningKey.KeyLength })
            || !entry.Sealed.Keys.Select(k => k.Seat).SequenceEqual(Enumerable.Range(0, post.Seats.Count)))
        {
            return Problems.Malformed("A circle begins with 2 to 12 members beside the advocate, and an entry that is sealed to each of them.");
        }
        if (await OwnAsync(id, context.User, db, stop) is not { } circle)
        {
            return None();
        }
        var place = new CirclePlace(manifest.Deployment, circle.Id);
        if (!entry.Verify(place, CircleEntry.Beginning, post.Seats[CircleTurns.Advocate].Signing, post.Entry.Signature))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, "bad-signature", "The first entry's signature is not that of the advocate's seat.");
        }
        if (!entry.IsOfNow(clock.GetUtcNow()))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "stale", "The first entry is of another hour. Set the clock of this computer, and try again.");
        }
        db.AddRange(post.Seats.Select((s, seat) => new CircleSeatRow { CircleId = circle.Id, Seat = seat, OrganisationId = circle.OrganisationId, Lookup = s.Lookup, SigningKey = s.Signing }));
        db.Add(post.Entry.Row(circle.Id, circle.OrganisationId, entry, entry.Chain(place, CircleEntry.Beginning, post.Entry.Signature)));
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "circle-begun", "This circle has begun, or two seats in it are one. Load the page again.");
        }
        return Results.Json(new { }, SiteJson.Options);
    }

    /// <summary><c>POST /desk/api/circles/ID/end</c>: nothing of it is kept, whether it had begun or not.</summary>
    public static async Task<IResult> EndAsync(string id, ClaimsPrincipal user, SiteDb db, IErasure erasure, PacketErasure later, CancellationToken stop)
    {
        if (await OwnAsync(id, user, db, stop) is not { } circle)
        {
            return None();
        }
        await db.Circles.Where(c => c.Id == circle.Id).ExecuteDeleteAsync(CancellationToken.None);
        await CircleEnd.CutAsync(db, erasure, later);
        return Results.Json(new { }, SiteJson.Options);
    }

    private static async Task<CircleRow?> OwnAsync(string id, ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        if (!Base64UrlText.TryDecode(id, out var bytes))
        {
            return null;
        }
        var member = user.MemberId();
        return await db.Circles.AsNoTracking().SingleOrDefaultAsync(c => c.Id == bytes && c.MemberId == member, stop);
    }

    private static IResult None() => Problems.Refuse(StatusCodes.Status404NotFound, "no-circle", "There is no such circle of yours here (any more).");
}

/// <param name="Circles">those that the member keeps.</param>
/// <param name="Elsewhere">the ids of those that colleagues keep: nobody says that they are over.</param>
internal sealed record DeskCirclesAnswer(IReadOnlyList<DeskCircle> Circles, IReadOnlyList<byte[]> Elsewhere);

/// <param name="Id">16 bytes.</param>
/// <param name="Wrapped">the member's root under the passphrase.</param>
/// <param name="Hour">in which it was made.</param>
/// <param name="Begun">whether it has seats.</param>
internal sealed record DeskCircle(byte[] Id, byte[] Wrapped, string Hour, bool Begun);

internal sealed record CirclePost(byte[] Id, byte[] Wrapped);

/// <param name="Seats">by number, the advocate's first.</param>
/// <param name="Entry">sealed to all of them.</param>
internal sealed record CircleBeginPost(IReadOnlyList<CircleSeatPost> Seats, PostedEntry Entry);

/// <param name="Lookup">16 bytes.</param>
/// <param name="Signing">32 bytes.</param>
internal sealed record CircleSeatPost(byte[] Lookup, byte[] Signing);
