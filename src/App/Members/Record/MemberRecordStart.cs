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
            foreach (var missing in await MissingAsync(organisation, stop))
            {
                await using var change = await record.BeginAsync(null, stop);
                if (!await change.RecordAsync(organisation.Id, missing))
                {
                    // Keys come after members: once a record has anything but members who were found, nobody is found any more.
                    break;
                }
            }
        }
    }

    /// <summary>What names the public keys of an epoch in the record.</summary>
    public static string HashOf(ManifestOrganisationKey key) => Convert.ToHexStringLower(Digest.Sha256(Label.Of("chorus/v1/organisation-key"), key.RecipientKey, key.SigningKey));

    // In the order in which it has to be added. Nobody else changes anything before the first request.
    private async Task<IReadOnlyList<MemberEvent>> MissingAsync(ManifestOrganisation organisation, CancellationToken stop)
    {
        await using var change = await record.BeginAsync(null, stop);
        if (change.Fault is not null)
        {
            return [];
        }
        var events = await change.EventsAsync(organisation.Id, "", stop);
        var found = events.Where(e => e.Kind == MemberEventKind.Found).Select(e => e.Member).ToHashSet(StringComparer.Ordinal);
        // Only until the record has anything else, by the log: neither rows put there by hand nor rows deleted make anybody a member of old.
        var unfound = change.CountOf(organisation.Id) > found.Count ? [] : await UnfoundAsync(organisation.Id, found, stop);
        return [.. unfound, .. organisation.Keys.Where(key => !IsNamed(key, events)).Select(key => Named(key, events))];
    }

    private async Task<IReadOnlyList<MemberEvent>> UnfoundAsync(string organisation, HashSet<string?> found, CancellationToken stop)
    {
        var members = await db.Users.Where(m => m.OrganisationId == organisation).Select(m => m.Id).Order().ToListAsync(stop);
        var roles = (await db.Across<MemberRole>().Where(r => r.OrganisationId == organisation).ToListAsync(stop)).ToLookup(r => r.MemberId, r => r.Role, StringComparer.Ordinal);
        var epochs = (await db.Across<KeyWrap>().Where(w => w.OrganisationId == organisation).Select(w => new { w.MemberId, w.Epoch }).ToListAsync(stop))
            .ToLookup(w => w.MemberId, w => (uint?)w.Epoch, StringComparer.Ordinal);
        return [.. members.Where(m => !found.Contains(m)).Select(m => record.Of(MemberEventKind.Found) with { Member = m, Roles = [.. roles[m]], Epoch = epochs[m].Max() })];
    }

    private static bool IsNamed(ManifestOrganisationKey key, IReadOnlyList<MemberEvent> events) => events.Any(e => e.Kind == MemberEventKind.KeyNew && e.Epoch == key.Epoch && e.Key == HashOf(key));

    // Who made it has it from now on: by the record, not by whose wrapped key lies there.
    private MemberEvent Named(ManifestOrganisationKey key, IReadOnlyList<MemberEvent> events) => record.Of(MemberEventKind.KeyNew) with
    {
        Member = events.FirstOrDefault(e => e.Kind == MemberEventKind.KeyMade && e.Epoch == key.Epoch && e.Key == HashOf(key))?.By, Epoch = key.Epoch, Key = HashOf(key),
    };
}
