using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api/key-change</c>: a member's browser made a key for the next epoch (docs/formats/organisation-key.md). It comes whole or not at
/// all, and takes nothing from anybody: the key in force stays until the trustees have signed the new one.
/// </summary>
internal static class DeskKeyChange
{
    // Each is some hundred bytes; whoever makes more has lost their way.
    private const int MostChanges = 50;

    /// <summary>What the member made, if that is what is proposed to the trustees.</summary>
    public static async Task<IResult> GetAsync(ClaimsPrincipal user, SiteDb db, Manifest manifest, CancellationToken stop)
    {
        var member = user.MemberId();
        var newest = await ProposedKey.OfAsync(db, stop);
        return Results.Json(
            new KeyChangeAnswer(db.Organisation!, await NextAsync(db, manifest, stop), member, newest is { } made && made.MemberId == member ? new(made.Epoch, made.RecipientKey, made.Wrapped) : null),
            SiteJson.WithNulls);
    }

    public static async Task<IResult> PostAsync(HttpContext context, ClaimsPrincipal user, SiteDb db, MemberRecord record, Manifest manifest, NextManifest next)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<KeyChangePost>(context.Request, DeskKeyRequests.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.RecipientKey.Length != BoxKey.KeyLength || post.SigningKey.Length != BoxKey.KeyLength || post.Link.Length != KeyLink.Length
            || post.Wrapped.Length != OrganisationKey.WrappedLength || !BoxKey.IsUsable(post.RecipientKey) || manifest.FindRecipient(post.RecipientKey) is not null)
        {
            return Problems.Malformed("A new key has two public keys of 32 bytes that are not in use yet, a link of 61 bytes and a wrapped key of 82.");
        }
        if (!await DeskKeyRequests.HoldsAsync(db, user, DeskKeyRequests.EpochOf(db, manifest), stop))
        {
            return DeskKeyRequests.NotNewest();
        }
        if (await db.KeyChanges.CountAsync(stop) >= MostChanges)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-keys", "Many new keys wait for the trustees already. Ask who runs the site to have one of them signed.");
        }
        var organisation = db.Organisation;
        await using var change = await record.BeginAsync(user.MemberId(), stop);
        if (change.Fault is { } fault)
        {
            return DeskKey.Unrecorded(fault);
        }
        // A page that was open over the site's start has made a link to the key before: it would open nothing.
        if (post.Before != DeskKeyRequests.EpochOf(db, manifest) || post.Epoch != await NextAsync(db, manifest, stop)
            || await db.Organisations.Where(o => o.Id == organisation && (o.LastEpochMade ?? 0) < post.Epoch).ExecuteUpdateAsync(o => o.SetProperty(x => x.LastEpochMade, post.Epoch), stop) == 0)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "key-made", "Somebody else made a new key at the same time. Load the page again and look whose counts.");
        }
        db.Add(new KeyChange
        {
            OrganisationId = db.Organisation!, MemberId = user.MemberId(), Epoch = post.Epoch,
            RecipientKey = post.RecipientKey, SigningKey = post.SigningKey, Link = post.Link, Wrapped = post.Wrapped,
        });
        var key = MemberRecordStart.HashOf(new(post.Epoch, post.RecipientKey, post.SigningKey));
        if (!await change.RecordAsync(db.Organisation!, record.Of(MemberEventKind.KeyMade) with { By = user.MemberId(), Epoch = post.Epoch, Key = key }))
        {
            return DeskKey.Unrecorded(change.Fault!);
        }
        // The key is kept by now: whoever goes away does not keep it from being proposed.
        await next.WriteAsync(db, CancellationToken.None);
        return Results.Json(new { }, SiteJson.Options);
    }

    // Never one that another key had, also one that is gone: a trustee may have signed that.
    private static async Task<uint> NextAsync(SiteDb db, Manifest manifest, CancellationToken stop)
    {
        var made = await db.Organisations.Where(o => o.Id == db.Organisation).Select(o => o.LastEpochMade).SingleAsync(stop);
        return Math.Max(made ?? 0, DeskKeyRequests.EpochOf(db, manifest)) + 1;
    }
}

/// <param name="Organisation">the organisation's id.</param>
/// <param name="Epoch">the epoch that a new key is for.</param>
/// <param name="Member">who asks.</param>
/// <param name="Made">the key that the member made, where it is the one that is proposed.</param>
internal sealed record KeyChangeAnswer(string Organisation, uint Epoch, string Member, MadeKey? Made);

internal sealed record MadeKey(uint Epoch, byte[] RecipientKey, byte[] Wrapped);

/// <param name="Epoch">what the key is for.</param>
/// <param name="Before">the epoch of the key that the link leads to.</param>
/// <param name="RecipientKey">32 bytes.</param>
/// <param name="SigningKey">32 bytes.</param>
/// <param name="Link">61 bytes.</param>
/// <param name="Wrapped">82 bytes.</param>
internal sealed record KeyChangePost(uint Epoch, uint Before, byte[] RecipientKey, byte[] SigningKey, byte[] Link, byte[] Wrapped);
