using System.Buffers.Binary;
using Chorus.App.Data;
using Chorus.App.Trustees;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Fetches a trustee's new release records, verifies each and stores it. A report appears on a desk once two trustees'
/// records of it agree; the site itself can open nothing of it, since the key is wrapped to the organisation.
/// </summary>
internal sealed class ReleaseIntake(SiteDb db, Manifest manifest, TimeProvider clock, ILogger<ReleaseIntake> log)
{
    /// <returns>How many entries were taken; 0 when there is nothing new that verifies, or the trustee cannot be reached.</returns>
    public async Task<int> FetchAsync(ITrusteeClient trustee, CancellationToken stop)
    {
        var index = (byte)trustee.Index;
        var cursor = await CursorAsync(index, stop);
        if (await trustee.ReleasesAsync(cursor.Sequence, stop) is not { Count: > 0 } entries)
        {
            return 0;
        }
        // Together or not at all: after a crash the same entries are fetched again.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        TrusteeRelease[] fresh = [.. entries.Where(e => e.Sequence > cursor.Sequence).OrderBy(e => e.Sequence)];
        var taken = 0;
        foreach (var entry in fresh)
        {
            if (Read(index, entry) is { } record)
            {
                await StoreAsync(index, entry, record, stop);
                taken++;
            }
            cursor.Sequence = entry.Sequence;
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        if (taken < fresh.Length)
        {
            // One line for all of an answer, since a trustee could fill the disk with lines.
            log.LogError(
                "{Count} releases of trustee {Trustee}, of those from {First} to {Last}, do not verify and were left out",
                fresh.Length - taken, trustee.Index, fresh[0].Sequence, fresh[^1].Sequence);
        }
        return taken;
    }

    private async Task<ReleaseCursor> CursorAsync(byte trustee, CancellationToken stop)
    {
        var signingKey = manifest.Trustees[trustee].SigningKey;
        var cursor = await db.ReleaseCursors.SingleOrDefaultAsync(c => c.Trustee == trustee, stop);
        if (cursor is null)
        {
            cursor = new ReleaseCursor { Trustee = trustee, Sequence = 0, SigningKey = signingKey };
            db.Add(cursor);
        }
        else if (!cursor.SigningKey.AsSpan().SequenceEqual(signingKey))
        {
            // A successor: whatever number the one before it named last must not hide what this one has.
            (cursor.Sequence, cursor.SigningKey) = (0, signingKey);
        }
        return cursor;
    }

    private async Task StoreAsync(byte trustee, TrusteeRelease entry, ReleaseRecord record, CancellationToken stop)
    {
        var handle = record.Handle.ToArray();
        // A version that was withdrawn before its records came is gone, and of one that was replaced the escrowed key is: nothing is left to pass on.
        var version = await db.Across<ReportVersion>().AsNoTracking()
            .Where(v => v.Handle == handle && v.Version == record.Version && v.EscrowedHash == null)
            .Select(v => new { v.OrganisationId, v.Statement }).SingleOrDefaultAsync(stop);
        if (version is null || await db.Across<Release>().AnyAsync(r => r.Run == record.Run && r.Handle == handle && r.Trustee == trustee, stop))
        {
            return;
        }
        var others = await db.Across<Release>().AsNoTracking().Where(r => r.Run == record.Run && r.Handle == handle).ToListAsync(stop);
        db.Add(new Release
        {
            Run = record.Run,
            Handle = handle,
            Trustee = trustee,
            Version = record.Version,
            OrganisationId = version.OrganisationId,
            RunNumber = record.RunNumber,
            Record = entry.Record,
            Signature = entry.Signature,
            Hour = Hour.Now(clock),
        });
        if (others.Any(o => Agree(record, ReleaseRecord.Decode(o.Record)))
            && !await db.Across<Data.ReleasedSlot>().AnyAsync(s => s.Run == record.Run && s.Handle == handle, stop))
        {
            db.AddRange(record.Slots.Select(s => SlotOf(record, s, version.OrganisationId)));
        }
        await db.SaveChangesAsync(stop);
    }

    private ReleaseRecord? Read(byte trustee, TrusteeRelease entry)
    {
        try
        {
            var record = ReleaseRecord.Decode(entry.Record);
            return record.Trustee == trustee
                && record.Deployment.AsSpan().SequenceEqual(manifest.Deployment)
                && ReleaseRecord.Verify(manifest.Trustees[trustee].SigningKey, entry.Record, entry.Signature)
                ? record
                : null;
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    // In everything but trustee and parts (docs/formats/release.md); the advocate's browser checks the parts as well.
    private static bool Agree(ReleaseRecord a, ReleaseRecord b) =>
        a.RunNumber == b.RunNumber
        && a.Version == b.Version
        && a.StatementHash.AsSpan().SequenceEqual(b.StatementHash)
        && a.RecipientKey.AsSpan().SequenceEqual(b.RecipientKey)
        && a.Slots.Select(s => (s.Slot, s.Tag)).SequenceEqual(b.Slots.Select(s => (s.Slot, s.Tag)));

    private static Data.ReleasedSlot SlotOf(ReleaseRecord record, Escrow.Releasing.ReleasedSlot slot, string organisation)
    {
        var tag = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(tag, slot.Tag);
        return new Data.ReleasedSlot
        {
            Run = record.Run,
            Tag = tag,
            Handle = record.Handle.ToArray(),
            Slot = (byte)slot.Slot,
            Version = record.Version,
            OrganisationId = organisation,
            RunNumber = record.RunNumber,
        };
    }
}
