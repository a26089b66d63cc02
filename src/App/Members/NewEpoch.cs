using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>The end of a change of an organisation's key: the first start under a manifest that names the new one (docs/formats/organisation-key.md).</summary>
internal static class NewEpoch
{
    /// <summary>
    /// Takes a key of a new epoch into force, for the member who made it; the others ask for it. This is the one place where a change of
    /// the key is completed. Saved by the caller.
    /// </summary>
    /// <param name="db">not narrowed to an organisation.</param>
    /// <param name="organisation">whose key changes.</param>
    /// <param name="key">as the trustees signed it.</param>
    /// <param name="stop">gives up.</param>
    /// <exception cref="SiteStartException">Nobody has the private half: what would be sealed to it could never be opened.</exception>
    public static async Task EnterAsync(SiteDb db, Organisation organisation, ManifestOrganisationKey key, CancellationToken stop)
    {
        var changes = await db.Across<KeyChange>().Where(c => c.OrganisationId == organisation.Id).ToListAsync(stop);
        var made = changes.Find(c => c.Epoch == key.Epoch && c.RecipientKey.AsSpan().SequenceEqual(key.RecipientKey) && c.SigningKey.AsSpan().SequenceEqual(key.SigningKey))
            ?? throw new SiteStartException(
                $"The manifest names a key of epoch {key.Epoch} for {organisation.Id} that no member has, so what is sealed to it could never be opened. Whoever made it may have left since. Put back the manifest before (manifest.NNNNNN.json and manifest.NNNNNN.signatures.json in the site's folder), and have the change made again.");
        db.Add(new OrganisationKeyRow
        {
            OrganisationId = organisation.Id, Epoch = key.Epoch, RecipientKey = key.RecipientKey, SigningKey = key.SigningKey, Link = made.Link,
        });
        // The newest opens those before it: under the old passphrase nothing has to lie about.
        db.RemoveRange(await db.Across<KeyWrap>().Where(w => w.MemberId == made.MemberId).ToListAsync(stop));
        db.Add(new KeyWrap { OrganisationId = organisation.Id, Epoch = key.Epoch, MemberId = made.MemberId, Method = KeyWrapMethod.Passphrase, Wrapped = made.Wrapped });
        // Whoever asks gets the new key: what was granted of the old one is of no use any more.
        foreach (var request in await db.Across<KeyRequest>().Where(r => r.OrganisationId == organisation.Id).ToListAsync(stop))
        {
            (request.Epoch, request.Granted) = (null, null);
        }
        // Others that were made meanwhile link to the epoch before this one, and would open nothing of this one.
        db.RemoveRange(changes);
        organisation.KeyChangeDue = null;
    }
}
