using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Features.Letters;
using Chorus.App.Features.Lookup;
using Chorus.App.Hosting;
using Chorus.Cases.Events;
using Chorus.Escrow;
using Chorus.Escrow.Letters;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary><c>POST /desk/api/cases/ID/accesses</c>: a respondent or an adviser gets a code, whose public keys come with the event that says so, and with copies of all letters.</summary>
internal static class AccessCall
{
    private const string Kind = "access-given";

    // All letters of a respondent, sealed again.
    private const int MostBytes = 24 << 20;

    public static async Task<IResult> PostAsync(string id, HttpContext context, SiteDb db, CaseLog log, Manifest manifest, IErasure erasure, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<AccessPost>(context.Request, MostBytes, stop);
        return post is null
            ? unread!
            : await CaseEventCall.RecordAsync(id, post.Record, context, (db, log, manifest, erasure, clock), (loaded, next) => GiveAsync((db, manifest, clock), loaded, next, post, stop));
    }

    /// <summary>The refusal of the event without the keys that belong to it; null for any other event.</summary>
    public static IResult? RefusalAlone(CaseEvent next) =>
        next.Head.Kind.Name == Kind ? Problems.Malformed("A code is given with its public keys: use the part for letters on the page of the case.") : null;

    private static async Task<IResult?> GiveAsync((SiteDb Db, Manifest Manifest, TimeProvider Clock) site, LoadedCase loaded, CaseEvent next, AccessPost post, CancellationToken stop)
    {
        var (db, manifest, clock) = site;
        var given = post.Access;
        if (next.Head.Kind.Name != Kind || loaded.State.Parties.Find(next.Head.Values["to"]) is not { } party)
        {
            return Problems.Malformed("The event that comes with a code is access-given, to a respondent or an adviser of the case.");
        }
        var of = party.For ?? party.Id;
        if (!of.StartsWith("respondent-", StringComparison.Ordinal))
        {
            return Problems.Malformed("This adviser stands by a reporter or witness, who write by their receipt. Codes for letters are for respondents and their advisers.");
        }
        var place = new LetterPlace(manifest.Deployment, loaded.Opened.OrganisationId, Convert.FromHexString(loaded.Opened.Id), of);
        var access = new LettersAccess(party.Id, Digest.Sha256(given.Lookup), given.Signing, given.Box);
        if (given.Lookup.Length != LookupEndpoint.LookupLength || !access.Verify(place, manifest.FindOrganisation(loaded.Opened.OrganisationId)!.CurrentKey.SigningKey, given.Signature, given.Proof))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, "bad-signature", "The code is not signed by your organisation and by itself. Load the page again.");
        }
        if (await db.Across<CaseAccess>().AnyAsync(a => a.SigningKey == given.Signing || a.Lookup == given.Lookup, stop))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "code-taken", "This code is in use. Make another.");
        }
        if (await db.CaseAccesses.CountAsync(a => a.CaseId == loaded.Opened.Id && a.Of == of && a.Party != party.Id && a.Lookup != null, stop) >= LetterIntake.MostCodes)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-codes", $"{LetterIntake.MostCodes} people have a code for these letters. No more can be given.");
        }
        var letters = await db.CaseLetters.Where(l => l.CaseId == loaded.Opened.Id && l.Of == of).Select(l => new { l.Id, l.Sequence }).ToDictionaryAsync(l => l.Id, l => l.Sequence, stop);
        if (post.Copies.Any(c => c is null || !LetterCopy.IsSealed(c.Sealed)) || post.Copies.DistinctBy(c => c.Letter).Count() != post.Copies.Count)
        {
            return Problems.Malformed("A copy of a letter does not follow docs/formats/case-letter.md, or comes twice.");
        }
        if (!letters.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(post.Copies.Select(c => c.Letter)))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "stale", "A letter has come since you loaded the case. Look at it, and then give the code.");
        }
        // The one before opens nothing any more.
        foreach (var before in await db.CaseAccesses.Where(a => a.CaseId == loaded.Opened.Id && a.Party == party.Id && a.Lookup != null).ToListAsync(stop))
        {
            before.Lookup = null;
        }
        db.Add(new CaseAccess
        {
            SigningKey = given.Signing, CaseId = loaded.Opened.Id, OrganisationId = loaded.Opened.OrganisationId, Of = of, Party = party.Id,
            Lookup = given.Lookup, LookupHash = access.LookupHash, BoxKey = given.Box, Signature = given.Signature, Proof = given.Proof, Hour = Hour.Now(clock),
        });
        db.AddRange(post.Copies.Select(c => new CaseLetterCopy { Sequence = letters[c.Letter], SigningKey = given.Signing, OrganisationId = loaded.Opened.OrganisationId, Sealed = c.Sealed }));
        return null;
    }
}

/// <param name="Record">the event access-given with its content.</param>
/// <param name="Access">what the code gives.</param>
/// <param name="Copies">every letter so far.</param>
internal sealed record AccessPost(CaseEventPost Record, AccessKeys Access, IReadOnlyList<LetterForCode> Copies);

/// <param name="Lookup">16 bytes.</param>
/// <param name="Signing">32 bytes.</param>
/// <param name="Box">32 bytes.</param>
/// <param name="Signature">the organisation's.</param>
/// <param name="Proof">the code's own.</param>
internal sealed record AccessKeys(byte[] Lookup, byte[] Signing, byte[] Box, byte[] Signature, byte[] Proof);

/// <param name="Letter">32 hex digits.</param>
/// <param name="Sealed">the copy.</param>
internal sealed record LetterForCode(string Letter, byte[] Sealed);
