using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary><c>/desk/api/key</c>: the organisation's newest key, wrapped for the member who asks; and its coming to a member who joins.</summary>
internal static class DeskKey
{
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, CancellationToken stop)
    {
        var member = user.MemberId();
        var wrap = await db.KeyWraps.AsNoTracking()
            .Where(w => w.MemberId == member).OrderByDescending(w => w.Epoch).FirstOrDefaultAsync(stop);
        return wrap is null
            ? None()
            : Results.Json(new DeskKeyAnswer(wrap.OrganisationId, wrap.Epoch, wrap.MemberId, wrap.Wrapped, await LinksAsync(db, wrap.Epoch, stop)), SiteJson.Options);
    }

    /// <summary>
    /// The end of a joining (docs/formats/joining.md): what was granted comes back under the member's passphrase. Without a
    /// grant nothing is taken, so that nobody is shown as having a key who was never given one.
    /// </summary>
    public static async Task<IResult> PostAsync(
        HttpContext context, ClaimsPrincipal user, SiteDb db, MemberRecord record, Manifest manifest, IErasure erasure, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<WrappedKeyPost>(context.Request, DeskKeyRequests.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Wrapped.Length != OrganisationKey.WrappedLength)
        {
            return Problems.Malformed("A wrapped key has 82 bytes.");
        }
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return Unrecorded(fault);
        }
        var request = await DeskKeyRequests.OfAsync(db, user.MemberId(), clock, stop);
        if (request?.Granted is null || request.Epoch != post.Epoch || post.Epoch != DeskKeyRequests.EpochOf(db, manifest))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "not-granted", "The key has not been given to you yet. Load the page again.");
        }
        // The newest opens those before it.
        db.RemoveRange(await db.KeyWraps.Where(w => w.MemberId == request.MemberId).ToListAsync(stop));
        db.Add(new KeyWrap
        {
            OrganisationId = request.OrganisationId,
            Epoch = post.Epoch,
            MemberId = request.MemberId,
            Method = KeyWrapMethod.Passphrase,
            Wrapped = post.Wrapped,
        });
        db.Remove(request);
        if (!await change.RecordAsync(request.OrganisationId, record.Of(MemberEventKind.KeyKept) with { Member = request.MemberId, Epoch = post.Epoch }))
        {
            return Unrecorded(change.Fault!);
        }
        await erasure.EraseAsync(db, stop);
        return Results.Json(new { }, SiteJson.Options);
    }

    /// <summary>The answer where the site's log cannot have what would be done.</summary>
    public static IResult Unrecorded(string fault) => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "log-unusable",
        $"Nothing is changed with members and keys now, since the site's log cannot be used. Whoever runs the site has to look at it. {fault}");

    /// <summary>What leads from the key of an epoch, of the organisation of this request, to those of the epochs before it.</summary>
    public static Task<List<DeskKeyLink>> LinksAsync(SiteDb db, uint epoch, CancellationToken stop) =>
        db.OrganisationKeys.AsNoTracking().Where(k => k.OrganisationId == db.Organisation && k.Epoch <= epoch && k.Link != null)
            .OrderBy(k => k.Epoch).Select(k => new DeskKeyLink(k.Epoch, k.Link!)).ToListAsync(stop);

    /// <summary>The answer to a member who was not given the key.</summary>
    public static IResult None() =>
        Problems.Refuse(StatusCodes.Status404NotFound, "no-key", "You have no key yet. Ask for it on your desk, and somebody who has it can give it to you.");
}

internal sealed record DeskKeyAnswer(string Organisation, uint Epoch, string Member, byte[] Wrapped, IReadOnlyList<DeskKeyLink> Links);

internal sealed record DeskKeyLink(uint Epoch, byte[] Link);

internal sealed record WrappedKeyPost(uint Epoch, byte[] Wrapped);
