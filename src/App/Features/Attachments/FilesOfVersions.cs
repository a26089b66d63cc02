using System.Threading.Channels;
using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// When versions go, their files go: the rows in the same transaction, so that nobody gets a chunk any more; the chunks right after it by
/// <see cref="Jobs.UploadSweep"/>, since what it takes to overwrite them must not show in the time of an answer.
/// </summary>
internal sealed class FilesOfVersions
{
    private readonly Channel<byte[]> _gone = Channel.CreateUnbounded<byte[]>();

    /// <summary>Ids of files that may have no row left.</summary>
    public ChannelReader<byte[]> Gone => _gone.Reader;

    /// <summary>Deletes the rows of the versions of a report that are not stored any more.</summary>
    public static async Task<IReadOnlyList<byte[]>> ForgetAsync(SiteDb db, byte[] handle, CancellationToken stop)
    {
        var gone = db.Across<AttachedFile>()
            .Where(f => f.Handle == handle && !db.Across<ReportVersion>().Any(v => v.Handle == f.Handle && v.Version == f.Version));
        var ids = await gone.Select(f => f.Id).Distinct().ToListAsync(stop);
        await gone.ExecuteDeleteAsync(stop);
        return ids;
    }

    /// <summary>
    /// Rows that count: their version is stored, pending or acknowledged, in a report of the same family. Whoever claims under a handle that
    /// turns out to be another's has nothing.
    /// </summary>
    public static IQueryable<AttachedFile> Stored(SiteDb db) =>
        from file in db.Across<AttachedFile>()
        where db.Across<ReportVersion>().Any(v => v.Handle == file.Handle && v.Version == file.Version)
            && db.Across<Report>().Any(r => r.Handle == file.Handle && r.Family == file.Family)
        select file;

    /// <summary>The other rows: of versions that never came, or that were destroyed because no trustee took them.</summary>
    public static IQueryable<AttachedFile> Unstored(SiteDb db) =>
        db.Across<AttachedFile>().Where(f => !Stored(db).Any(s => s.Id == f.Id && s.Handle == f.Handle && s.Version == f.Version));

    /// <summary>Rows of versions that three trustees acknowledged: nobody takes these away.</summary>
    public static IQueryable<AttachedFile> Acknowledged(SiteDb db) =>
        Stored(db).Where(f => db.Across<ReportVersion>().Any(v => v.Handle == f.Handle && v.Version == f.Version && v.Acks != null));

    /// <summary>After the transaction: the chunks of these files are destroyed, unless another version has them.</summary>
    public void Erase(IReadOnlyList<byte[]> ids)
    {
        foreach (var id in ids)
        {
            _gone.Writer.TryWrite(id);
        }
    }
}
