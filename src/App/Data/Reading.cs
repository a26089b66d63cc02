using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>That a version's content was given to a member's browser, and whether it was read there.</summary>
[Comment("Which member's browser was given which version of a report, written before the content leaves the site, and when it was first shown there.")]
internal sealed class Reading
{
    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("The version that was given.")]
    public required uint Version { get; init; }

    [Comment("The member. The id of one who has left names nobody any more.")]
    public required string MemberId { get; init; }

    [Comment("The member's organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("The hour in which the content was first given to a browser of this member.")]
    public required string GivenHour { get; init; }

    [Comment("The hour in which it was first shown there, as that browser says; null until then.")]
    public string? ReadHour { get; set; }

    [Comment("How many messages the report had when it was last shown there: more are unread.")]
    public int ReadMessages { get; set; }
}
