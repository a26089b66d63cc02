using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>That a file belongs to a version of a report. Its chunks lie in the site's folder, under its id.</summary>
[Comment("Files of versions of reports: one row for each file and version. Goes with the version; when no row of a file is left, its chunks are destroyed.")]
internal sealed class AttachedFile
{
    [Comment("Random 16 bytes, chosen by the reporter's browser: the name of the folder with the chunks.")]
    public required byte[] Id { get; init; }

    [Comment("The version that the file belongs to.")]
    public required uint Version { get; init; }

    [Comment("The report's handle, 16 bytes. The row comes before the report.")]
    public required byte[] Handle { get; init; }

    [Comment("The organisation whose key the version is sealed to.")]
    public required string OrganisationId { get; init; }

    [Comment("The receipt's Ed25519 public key, 32 bytes, that signed for it.")]
    public required byte[] Family { get; init; }

    [Comment("How many chunks of 262,206 bytes the file has; one of 26 sizes.")]
    public required int Count { get; init; }

    [Comment("The hour in which it was claimed.")]
    public required string Hour { get; init; }
}
