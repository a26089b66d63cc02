using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>The newest version of a sheet that members keep on a report (docs/formats/sheet.md): ciphertext.</summary>
[Comment("Sealed sheets of members on reports, of the team and of each for oneself: the newest version of each. Destroyed with the report, and a member's own with the member.")]
internal sealed class SheetRow
{
    [Comment("Order of arrival: a browser asks for what came after what it has.")]
    public long Sequence { get; init; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("The organisation whose members wrote it.")]
    public required string OrganisationId { get; init; }

    [Comment("The member whose own it is; null for the team's.")]
    public string? OwnerId { get; init; }

    [Comment("Its version, from 1.")]
    public required uint Version { get; init; }

    [Comment("The sealed sheet, of one of three lengths.")]
    public required byte[] Sealed { get; init; }

    [Comment("The hour in which it arrived.")]
    public required string Hour { get; init; }

    [Comment("The member who wrote it. The id of one who has left names nobody any more.")]
    public required string WriterId { get; init; }
}
