using Chorus.App.Data;
using Chorus.App.Features.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary><c>GET /desk/api/attachments/ID/INDEX</c>: a chunk of a file of a version that was released to the member's organisation.</summary>
internal static class DeskAttachments
{
    public static async Task<IResult> GetAsync(string id, int index, SiteDb db, ChunkFolder folder, CancellationToken stop)
    {
        if (!UploadEndpoints.TryReadId(id, out var name))
        {
            return AttachmentEndpoints.Chunk(null);
        }
        // Both sides of it are narrowed to the organisation by the database's filter.
        var count = await db.AttachedFiles
            .Where(f => f.Id == name && db.ReleasedSlots.Any(s => s.Handle == f.Handle && s.Version == f.Version))
            .Select(f => (int?)f.Count).FirstOrDefaultAsync(stop);
        return AttachmentEndpoints.Chunk(index >= 0 && index < count ? await folder.ReadAsync(name, index, stop) : null);
    }
}
