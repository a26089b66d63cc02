using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Lookup;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.Escrow;
using Chorus.Escrow.Circles;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Circles;

/// <summary>
/// <c>/api/circles</c> (docs/formats/site-api.md): what is said in a circle, by a seat's look-up id; the advocate's seat is one like the others.
/// A seat that nobody has, one whose owner left and one of a circle that ended get the same empty answer.
/// </summary>
internal static class CircleApi
{
    /// <summary>The largest entry in base64url, and the rest.</summary>
    internal const int MostBytes = 16 << 10;

    public static void MapCircles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/circles/open", OpenAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Circles, LookupEndpoint.MostBytes, untilSent: true);
        routes.MapPost("/api/circles/entries", PostAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Messages, MostBytes);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, SiteDb db, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<CircleOpenPost>(context.Request, LookupEndpoint.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupEndpoint.LookupLength)
        {
            return Problems.Malformed("A look-up id is 16 bytes.");
        }
        var seat = await SeatAsync(db, post.Lookup, stop);
        var entries = seat is null ? [] : await db.Across<CircleEntryRow>().AsNoTracking().Where(e => e.CircleId == seat.CircleId).OrderBy(e => e.Index).ToListAsync(stop);
        return Results.Json(new CircleAnswer(Hour.Now(clock), seat?.Seat, [.. entries.Select(PostedEntry.Of)]), SiteJson.WithNulls);
    }

    private static async Task<IResult> PostAsync(HttpContext context, SiteDb db, Manifest manifest, IErasure erasure, PacketErasure later, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<CircleEntryPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Lookup.Length != LookupEndpoint.LookupLength || post.Entry.Entry() is not { } entry)
        {
            return Problems.Malformed("The look-up id is not 16 bytes, or the entry does not follow docs/formats/circle.md.");
        }
        if (await SeatAsync(db, post.Lookup, stop) is not { } seat || await CircleRecord.LoadAsync(db, seat.CircleId, stop) is not { } record)
        {
            return Unknown();
        }
        var place = new CirclePlace(manifest.Deployment, seat.CircleId);
        if (entry.Author != seat.Seat || entry.Index != record.Next || !entry.Sealed.Keys.Select(k => k.Seat).SequenceEqual(record.Turns.Present))
        {
            return Stale();
        }
        if (!entry.Verify(place, record.Chain, seat.SigningKey, post.Entry.Signature))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, "bad-signature", "The entry's signature is not that of the one who writes.");
        }
        if (!entry.IsOfNow(clock.GetUtcNow()) || record.Turns.After(entry.Author, entry.Act, entry.Hour) is not { } after)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "not-your-turn", "It is not this seat's turn, or there is no room for more. Open the circle again.");
        }
        try
        {
            if (!await StoreAsync(db, seat, post.Entry.Row(seat.CircleId, seat.OrganisationId, entry, entry.Chain(place, record.Chain, post.Entry.Signature)), after))
            {
                return Stale();
            }
        }
        catch (DbUpdateException)
        {
            // Another entry came in between, or the circle ended.
            return Stale();
        }
        if (after.IsOver || entry.Act == CircleAct.Leave)
        {
            await CircleEnd.CutAsync(db, erasure, later);
        }
        return Results.Json(new CircleEntryAnswer(after.IsOver), SiteJson.Options);
    }

    // Not under the request's token: what ends with a request that broke off has to be cut out of the file all the same.
    private static async Task<bool> StoreAsync(SiteDb db, CircleSeatRow seat, CircleEntryRow row, CircleTurns after)
    {
        if (after.IsOver)
        {
            // Only on what was there when it was checked: who asked for the end may have left meanwhile.
            return await db.Across<CircleRow>().Where(c => c.Id == seat.CircleId && !db.Across<CircleEntryRow>().Any(e => e.CircleId == c.Id && e.Index >= row.Index))
                .ExecuteDeleteAsync(CancellationToken.None) > 0;
        }
        if (row.Act == (int)CircleAct.Leave)
        {
            seat.Lookup = null;
        }
        db.Add(row);
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    private static Task<CircleSeatRow?> SeatAsync(SiteDb db, byte[] lookup, CancellationToken stop) =>
        db.Across<CircleSeatRow>().SingleOrDefaultAsync(s => s.Lookup == lookup, stop);

    private static IResult Unknown() => Problems.Refuse(StatusCodes.Status404NotFound, "unknown-circle", "There is no such circle here (any more).");

    private static IResult Stale() => Problems.Refuse(StatusCodes.Status409Conflict, "stale", "Something came into the circle meanwhile. Open it again, and send yours once more.");
}

internal sealed record CircleOpenPost(byte[] Lookup);

/// <param name="Hour">the site's, by which entries are dated.</param>
/// <param name="Seat">null where there is none.</param>
/// <param name="Entries">oldest first.</param>
internal sealed record CircleAnswer(string Hour, int? Seat, IReadOnlyList<PostedEntry> Entries);

internal sealed record CircleEntryPost(byte[] Lookup, PostedEntry Entry);

/// <param name="Ended">whether with this entry the circle is over, and nothing of it is here any more.</param>
internal sealed record CircleEntryAnswer(bool Ended);
