using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>Lets one person become a member. Who has the link has it all, so only a hash of it is kept.</summary>
[Comment("Open invitations: used once, within seven days.")]
internal sealed class Invitation
{
    [Comment("SHA-256(label chorus/v1/site-invitation, deployment, code), 32 bytes. The code, 32 random bytes, is in the link only.")]
    public required byte[] CodeHash { get; init; }

    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("For whom it was made, so that administrators can tell invitations apart.")]
    public required string Name { get; init; }

    [Comment("The roles it gives, as in docs/who-may-do-what.md, with spaces between: advocate administrator.")]
    public required string Roles { get; init; }

    [Comment("The administrator who made it; it goes with that member.")]
    public required string InvitedBy { get; init; }

    [Comment("The hour in which it was made.")]
    public required string Hour { get; init; }

    /// <summary>The roles it gives.</summary>
    public IReadOnlyList<Role> Gives => Members.Roles.Read(Roles.Split(' '));
}
