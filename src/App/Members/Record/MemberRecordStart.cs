using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members.Record;

/// <summary>What a start adds to the records of members: who was there before there was a record, and keys that the manifest names since the last start.</summary>
internal sealed class MemberRecordStart(SiteDb db, MemberRecord record, Manifest manifest)
{
    /// <summary>Adds what is new; the same again adds nothing. A log that cannot be used is said where members are, and the next start tries again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var organisation in manifest.Organisations)
        {
            // Keys after members: once a record has anything but members who were found, nobody is found any more.
            if (await FindMembersAsync(organisation.Id, stop))
            {
                foreach (var key in organisation.Keys)
                {
                    await NameKeyAsync(organisation.Id, key, stop);
                }
            }
        }
    }

    /// <summary>What names the public keys of an epoch in the record.</summary>
    public static string HashOf(ManifestOrganisationKey key) => Convert.ToHexStringLower(Digest.Sha256(Label.Of("chorus/v1/organisation-key"), key.RecipientKey, key.SigningKey));

    // Only until the record has anything else, by the log: neither rows put there by hand nor rows deleted make anybody a member of old.
    private async Task<bool> FindMembersAsync(string organisation, CancellationToken stop)
    {
        foreach (var member in await db.Users.Where(m => m.OrganisationId == organisation).Select(m => m.Id).Order().ToListAsync(stop))
        {
            await using var change = await record.BeginAsync(null, stop);
            if (change.Fault is not null)
            {
                return false;
            }
            var found = (await change.EventsAsync(organisation, stop)).Where(e => e.Kind == MemberEventKind.Found).ToList();
            if (change.CountOf(organisation) > found.Count)
            {
                return true;
            }
            if (found.All(e => e.Member != member))
            {
                var roles = await db.Across<MemberRole>().Where(r => r.MemberId == member).Select(r => r.Role).ToListAsync(stop);
                var epoch = await db.Across<KeyWrap>().Where(w => w.MemberId == member).Select(w => (uint?)w.Epoch).MaxAsync(stop);
                if (!await change.RecordAsync(organisation, record.Of(MemberEventKind.Found) with { Member = member, Roles = roles, Epoch = epoch }))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private async Task NameKeyAsync(string organisation, ManifestOrganisationKey key, CancellationToken stop)
    {
        await using var change = await record.BeginAsync(null, stop);
        if (change.Fault is not null)
        {
            return;
        }
        var hash = HashOf(key);
        var of = (await change.EventsAsync(organisation, stop)).Where(e => e.Epoch == key.Epoch && e.Key == hash).ToList();
        if (of.All(e => e.Kind != MemberEventKind.KeyNew))
        {
            // Who made it has it from now on: by the record, not by whose wrapped key lies there.
            var madeBy = of.Find(e => e.Kind == MemberEventKind.KeyMade)?.By;
            await change.RecordAsync(organisation, record.Of(MemberEventKind.KeyNew) with { Member = madeBy, Epoch = key.Epoch, Key = hash });
        }
    }
}
