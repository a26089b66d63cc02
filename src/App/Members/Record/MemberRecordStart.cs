using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members.Record;

/// <summary>What a start adds to the records of members: who was there before there was a record, and keys that the manifest names since the last start.</summary>
internal sealed class MemberRecordStart(SiteDb db, MemberRecord record, Manifest manifest)
{
    /// <summary>Adds what is new; the same again adds nothing. A log that cannot be used is said where members are.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var organisation in manifest.Organisations)
        {
            await FindMembersAsync(organisation.Id, stop);
            foreach (var key in organisation.Keys)
            {
                await NameKeyAsync(organisation.Id, key, stop);
            }
        }
    }

    /// <summary>What names the public keys of an epoch in the record.</summary>
    public static string HashOf(ManifestOrganisationKey key) => Convert.ToHexStringLower(Digest.Sha256(Label.Of("chorus/v1/organisation-key"), key.RecipientKey, key.SigningKey));

    // Only until the record has anything else: who is added to the database by hand later has no event, and is told.
    private async Task FindMembersAsync(string organisation, CancellationToken stop)
    {
        foreach (var member in await db.Users.Where(m => m.OrganisationId == organisation).Select(m => m.Id).Order().ToListAsync(stop))
        {
            await using var change = await record.BeginAsync(stop);
            var found = (await LinesAsync(organisation, stop)).Where(e => e?.Kind == MemberEventKind.Found).ToList();
            // By the log's count: deleting the record from the database makes nobody a member of old.
            if (change.Fault is not null || change.CountOf(organisation) > found.Count)
            {
                return;
            }
            if (found.All(e => e!.Member != member))
            {
                var roles = await db.Across<MemberRole>().Where(r => r.MemberId == member).Select(r => r.Role).ToListAsync(stop);
                await change.RecordAsync(organisation, record.Of(MemberEventKind.Found) with { Member = member, Roles = roles });
            }
        }
    }

    private async Task NameKeyAsync(string organisation, ManifestOrganisationKey key, CancellationToken stop)
    {
        var hash = HashOf(key);
        if ((await LinesAsync(organisation, stop)).Any(e => e?.Kind == MemberEventKind.KeyNew && e.Epoch == key.Epoch && e.Key == hash))
        {
            return;
        }
        await using var change = await record.BeginAsync(stop);
        await change.RecordAsync(organisation, record.Of(MemberEventKind.KeyNew) with { Epoch = key.Epoch, Key = hash });
    }

    private async Task<IReadOnlyList<MemberEvent?>> LinesAsync(string organisation, CancellationToken stop)
    {
        var lines = await db.Across<MemberEventRow>().AsNoTracking().Where(e => e.OrganisationId == organisation).Select(e => e.Line).ToListAsync(stop);
        return [.. lines.Select(MemberEvent.Read)];
    }
}
