using Chorus.App.Data;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Hosting;
using Chorus.Cases.State;
using Chorus.Escrow;
using Chorus.Escrow.Letters;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Letters;

/// <summary>Checks a letter of a case and stores it with its copies. What it says, nobody here can read.</summary>
internal sealed class LetterIntake(SiteDb db, Manifest manifest, TimeProvider clock)
{
    /// <summary>The largest body: the largest letter and <see cref="MostCodes"/> copies in base64url.</summary>
    public const int MostBytes = 512 << 10;

    /// <summary>How many codes for the letters of one respondent there are at once: the respondent's own and three advisers'.</summary>
    public const int MostCodes = 4;

    // Far more than people write, and a bound on what is kept: of each code, so that a new one has room again, and of the organisation to
    // a respondent. The last of a code's are for answers and appeals, which have periods.
    private const int MostLetters = 200;
    private const int MostOthers = 150;
    private const int LargestClass = 4;
    private const int HashLength = 32;

    /// <summary>The codes of a respondent's letters that are not ended, the respondent's own and those of advisers.</summary>
    public IQueryable<CaseAccess> Readers(string caseId, string of) =>
        db.Across<CaseAccess>().Where(a => a.CaseId == caseId && a.Of == of && a.Lookup != null);

    /// <summary>Stores a letter to or from a respondent, in a turn of the case log, so that nobody writes in the case meanwhile.</summary>
    /// <param name="place">the case, its organisation and the respondent.</param>
    /// <param name="from">who writes, by pseudonym, and in which direction.</param>
    /// <param name="post">what was posted.</param>
    /// <param name="signingKey">the key that has to have signed it: the code's, or the organisation's newest.</param>
    /// <param name="state">the case as it is now.</param>
    /// <param name="stop">ends the wait for the database.</param>
    public async Task<IResult> StoreAsync((string CaseId, string Organisation, string Of) place, (string By, byte Direction) from, LetterPost post, byte[] signingKey, CaseState state, CancellationToken stop)
    {
        if (RefusalOf(post, place.Organisation) is { } malformed)
        {
            return malformed;
        }
        var letter = new CaseLetter(from.By, Convert.FromHexString(post.Id), from.Direction, post.Kind, post.DataHash, Digest.Sha256(post.Sealed));
        var signed = new LetterPlace(manifest.Deployment, place.Organisation, Convert.FromHexString(place.CaseId), place.Of);
        if (!letter.Verify(signed, signingKey, post.Signature))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, "bad-signature", "The letter's signature is not that of the one who writes.");
        }
        if (state.Destroyed.Contains(post.Id))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "letter-destroyed", "This letter was destroyed, as an event of the case says. Write another if you want to say it again.");
        }
        var known = await db.Across<CaseLetterRow>().AsNoTracking()
            .Where(l => l.CaseId == place.CaseId && l.Id == post.Id).Select(l => new { l.Direction, l.SealedHash }).SingleOrDefaultAsync(stop);
        if (known is not null)
        {
            return known.Direction == from.Direction && known.SealedHash.AsSpan().SequenceEqual(letter.SealedHash)
                ? Done()
                : Problems.Refuse(StatusCodes.Status409Conflict, "letter-conflict", "A letter with this id is here already. Send it once more from the page.");
        }
        var readers = await Readers(place.CaseId, place.Of).AsNoTracking().Select(a => a.SigningKey).ToListAsync(stop);
        if (!Same(readers, post.Copies.Select(c => c.Key)))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "stale", "Somebody else can read these letters by now. Open them again, and send yours once more.");
        }
        var signer = from.Direction == LetterKinds.FromParty ? signingKey : null;
        var keepsRoom = signer is not null && post.Kind is not (LetterKinds.Answer or LetterKinds.Appeal);
        if (await db.Across<CaseLetterRow>().CountAsync(l => l.CaseId == place.CaseId && l.Of == place.Of && l.Signer == signer, stop) >= (keepsRoom ? MostOthers : MostLetters))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-letters", "No more letters fit here. Write to the organisation on paper, or ask it how.");
        }
        var row = new CaseLetterRow
        {
            CaseId = place.CaseId, Id = post.Id, OrganisationId = place.Organisation, Of = place.Of, By = from.By, Direction = from.Direction, Kind = post.Kind,
            DataHash = post.DataHash, Sealed = post.Sealed, SealedHash = letter.SealedHash, Signer = signer, Signature = post.Signature, Hour = Hour.Now(clock),
        };
        db.Add(row);
        db.AddRange(post.Copies.Select(c => new CaseLetterCopy { Sequence = 0, SigningKey = c.Key, OrganisationId = place.Organisation, Sealed = c.Sealed, Letter = row }));
        await db.SaveChangesAsync(stop);
        return Done();
    }

    /// <summary>Whether two lists hold the same keys, each once.</summary>
    private static bool Same(List<byte[]> keys, IEnumerable<byte[]> others)
    {
        var names = others.Select(Convert.ToHexString).ToList();
        return names.Count == keys.Count && keys.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal).SetEquals(names);
    }

    private IResult? RefusalOf(LetterPost post, string organisation)
    {
        if (!PostedEvent.IsId(post.Id) || post.DataHash.Length != HashLength || !LetterKinds.IsKind(post.Kind))
        {
            return Problems.Malformed("A letter has an id of 32 small hex digits, a kind from 1 to 5 and a hash of 32 bytes.");
        }
        if (post.Copies.Any(c => c is null || !LetterCopy.IsSealed(c.Sealed)))
        {
            return Problems.Malformed("A copy of the letter does not follow docs/formats/case-letter.md.");
        }
        try
        {
            return CaseContent.EpochOf(post.Sealed) != manifest.FindOrganisation(organisation)?.CurrentKey.Epoch
                ? Problems.Refuse(StatusCodes.Status400BadRequest, "content-malformed", "The letter is not sealed to the organisation's newest key. Load the page again.")
                : post.Sealed[1] > LargestClass ? Problems.Malformed("The letter is too long. Send it in two.") : null;
        }
        catch (SealingException)
        {
            return Problems.Malformed("The sealed letter does not follow docs/formats/case-content.md.");
        }
    }

    private static IResult Done() => Results.Json(new { }, SiteJson.Options);
}

/// <param name="Id">32 hex digits.</param>
/// <param name="Kind">1 to 5.</param>
/// <param name="DataHash">32 bytes.</param>
/// <param name="Sealed">to the team.</param>
/// <param name="Signature">64 bytes.</param>
/// <param name="Copies">one for each code that is not ended.</param>
internal sealed record LetterPost(string Id, byte Kind, byte[] DataHash, byte[] Sealed, byte[] Signature, IReadOnlyList<CopyPost> Copies);

/// <param name="Key">the code's signing key, 32 bytes.</param>
/// <param name="Sealed">to its box key.</param>
internal sealed record CopyPost(byte[] Key, byte[] Sealed);
