using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>That a member wants to be told by e-mail that something is waiting, and how far that has been looked after.</summary>
[Comment("Members who want to be told by e-mail that something is waiting. Removed when they switch it off, with the member, or with the last role that opens reports.")]
internal sealed class MemberMail
{
    [Comment("The member.")]
    public required string MemberId { get; init; }

    [Comment("The member's organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("Where to write to; need not be the address that the member signs in with.")]
    public required string Address { get; set; }

    [Comment("The language of the mail: that of the page on which it was switched on.")]
    public required string Language { get; set; }

    [Comment("The hour up to which was looked for something new; it is that at which a day's mails go out, or that of switching on.")]
    public required string LookedTo { get; set; }

    [Comment("The hour of the last attempt to send one; null for none. In one hour there is one attempt.")]
    public string? TriedHour { get; set; }

    [Comment("Of the last mail that was sent, the hour at which the mails of that day went out; null for none.")]
    public string? MailedHour { get; set; }
}
