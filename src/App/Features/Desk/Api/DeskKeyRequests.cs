using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api/key-request</c> and <c>/desk/api/key-requests/MEMBER</c>: a member asks for the organisation's key, and one who has it
/// grants it (docs/formats/joining.md). The site passes on what it cannot open.
/// </summary>
internal static class DeskKeyRequests
{
    public const int MostBytes = 2_000;

    private const int GrantedLength = OrganisationKey.MasterLength + Hpke.Overhead;

    public static async Task<IResult> GetOwnAsync(ClaimsPrincipal user, SiteDb db, Manifest manifest, TimeProvider clock, CancellationToken stop)
    {
        var request = await OfAsync(db, user.MemberId(), clock, stop);
        var epoch = request?.Epoch ?? EpochOf(db, manifest);
        return Results.Json(
            new OwnKeyRequest(db.Organisation!, epoch, user.MemberId(), request?.PublicKey, request?.Kept, request?.Granted, await DeskKey.LinksAsync(db, epoch, stop)), SiteJson.WithNulls);
    }

    /// <summary>Asks, or asks anew with another passphrase.</summary>
    public static async Task<IResult> PostOwnAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, Manifest manifest, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<KeyRequestPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.PublicKey.Length != BoxKey.KeyLength || post.Kept.Length != OrganisationKey.WrappedLength)
        {
            return Problems.Malformed("A public key has 32 bytes, and what is kept 82.");
        }
        var (member, epoch) = (user.MemberId(), EpochOf(db, manifest));
        if (await HoldsAsync(db, user, epoch, stop))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "has-key", "You have the key already.");
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // The epoch of what was granted before stays: it may have been opened, and then a new key is due when the member leaves.
        var granted = await db.KeyRequests.Where(r => r.MemberId == member).Select(r => r.Epoch).SingleOrDefaultAsync(stop);
        await db.KeyRequests.Where(r => r.MemberId == member).ExecuteDeleteAsync(stop);
        db.Add(new KeyRequest { MemberId = member, OrganisationId = db.Organisation!, PublicKey = post.PublicKey, Kept = post.Kept, Epoch = granted, Hour = Hour.Now(clock) });
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Results.Json(new { }, SiteJson.Options);
    }

    public static async Task<IResult> GetAsync(string member, ClaimsPrincipal user, SiteDb db, Manifest manifest, TimeProvider clock, CancellationToken stop) =>
        await OfAsync(db, member, clock, stop) is { } request && await HoldsAsync(db, user, EpochOf(db, manifest), stop)
            ? Results.Json(new AskedKey(request.OrganisationId, EpochOf(db, manifest), member, request.PublicKey), SiteJson.Options)
            : None();

    public static async Task<IResult> PostAsync(string member, HttpContext context, ClaimsPrincipal user, SiteDb db, MemberRecord record, Manifest manifest, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<GrantPost>(context.Request, MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Granted.Length != GrantedLength || post.PublicKey.Length != BoxKey.KeyLength)
        {
            return Problems.Malformed("What is granted has 80 bytes, and a public key 32.");
        }
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return DeskKey.Unrecorded(fault);
        }
        var request = await OfAsync(db, member, clock, stop);
        // It may have been asked for anew since: then what was sealed opens nothing.
        if (request is null || !request.PublicKey.AsSpan().SequenceEqual(post.PublicKey) || post.Epoch != EpochOf(db, manifest) || !await HoldsAsync(db, user, post.Epoch, stop))
        {
            return None();
        }
        (request.Epoch, request.Granted) = (post.Epoch, post.Granted);
        return await change.RecordAsync(request.OrganisationId, record.Of(MemberEventKind.KeyGiven) with { By = user.MemberId(), Member = member, Epoch = post.Epoch })
            ? Results.Json(new { }, SiteJson.Options)
            : DeskKey.Unrecorded(change.Fault!);
    }

    /// <summary>A member's request that is not over, of the organisation of this request; null for none.</summary>
    public static Task<KeyRequest?> OfAsync(SiteDb db, string member, TimeProvider clock, CancellationToken stop)
    {
        var oldest = Joining.Oldest(clock);
        return db.KeyRequests.SingleOrDefaultAsync(r => r.MemberId == member && string.Compare(r.Hour, oldest) >= 0, stop);
    }

    /// <summary>The epoch of the newest key of the organisation of this request.</summary>
    public static uint EpochOf(SiteDb db, Manifest manifest) => manifest.FindOrganisation(db.Organisation!)!.CurrentKey.Epoch;

    /// <summary>Whether the member has the organisation's key of that epoch.</summary>
    public static Task<bool> HoldsAsync(SiteDb db, ClaimsPrincipal user, uint epoch, CancellationToken stop)
    {
        var member = user.MemberId();
        return db.KeyWraps.AnyAsync(w => w.MemberId == member && w.Epoch == epoch, stop);
    }

    /// <summary>The answer to a member who seals or signs with a key that is not the newest, or changes one that is not.</summary>
    public static IResult NotNewest() =>
        Problems.Refuse(StatusCodes.Status409Conflict, "new-key", "Your organisation has a new key that you do not have yet. Ask for it on your desk: the one before may be with somebody who has left.");

    private static IResult None() =>
        Problems.Refuse(StatusCodes.Status404NotFound, "no-request", "Nobody waits for the key under this name any more. Load the members' page again.");
}

internal sealed record OwnKeyRequest(string Organisation, uint Epoch, string Member, byte[]? PublicKey, byte[]? Kept, byte[]? Granted, IReadOnlyList<DeskKeyLink> Links);

internal sealed record KeyRequestPost(byte[] PublicKey, byte[] Kept);

internal sealed record AskedKey(string Organisation, uint Epoch, string Member, byte[] PublicKey);

internal sealed record GrantPost(uint Epoch, byte[] PublicKey, byte[] Granted);
