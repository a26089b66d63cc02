using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>A request for parts of a report as a readable file, which takes another member.</summary>
[Comment("Requests for parts of a report as a readable file, approved by another member (docs/formats/extract.md).")]
internal sealed class ExtractRow
{
    [Comment("SHA-256 of the sealed request, 32 bytes.")]
    public required byte[] Id { get; init; }

    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("The report's version of which it was asked.")]
    public required uint Version { get; init; }

    [Comment("The member who asked. The id of one who has left names nobody any more.")]
    public required string AskedBy { get; init; }

    [Comment("The hour in which it was asked for.")]
    public required string Hour { get; init; }

    [Comment("What is to be left out and what for, sealed to members.")]
    public required byte[] Sealed { get; init; }

    [Comment("Another member who approved it; null until then.")]
    public string? ApprovedBy { get; set; }

    [Comment("The hour in which the file was last made; null until then.")]
    public string? MadeHour { get; set; }
}
