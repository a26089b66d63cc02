using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>What a member may do (docs/who-may-do-what.md). A member can have several, and then may do what any of them may.</summary>
internal enum Role
{
    /// <summary>Opens reports and writes to reporters.</summary>
    Advocate = 1,

    /// <summary>Opens reports, writes to reporters and runs cases.</summary>
    CaseOfficer = 2,

    /// <summary>Invites members and gives roles. Opens nothing.</summary>
    Administrator = 3,

    /// <summary>Opens reports and decides. Does not write to reporters: who decides hears both sides through the case.</summary>
    DecisionMaker = 4,

    /// <summary>Checks what was done. Opens nothing.</summary>
    Auditor = 5,
}

/// <summary>Which roles open the door to what.</summary>
internal static class Roles
{
    /// <summary>All, in the order in which pages name them.</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.Administrator, Role.Auditor];

    /// <summary>Those that come with the organisation's key.</summary>
    public static IReadOnlyList<Role> Reading { get; } = [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker];

    /// <summary>Those that write to reporters.</summary>
    public static IReadOnlyList<Role> Writing { get; } = [Role.Advocate, Role.CaseOfficer];

    /// <summary>As addresses, forms and texts spell it: <c>case-officer</c>.</summary>
    public static string Spelling(this Role role) => role switch
    {
        Role.Advocate => "advocate",
        Role.CaseOfficer => "case-officer",
        Role.DecisionMaker => "decision-maker",
        Role.Administrator => "administrator",
        Role.Auditor => "auditor",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    /// <summary>The roles that a form names; others than these are left out.</summary>
    public static IReadOnlyList<Role> Read(IEnumerable<string?> spelled)
    {
        var named = spelled.ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(r => named.Contains(r.Spelling()))];
    }
}

/// <summary>A role of a member in the organisation.</summary>
[Comment("Roles of members in their organisation.")]
internal sealed class MemberRole
{
    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("The member.")]
    public required string MemberId { get; init; }

    [Comment("1 advocate, 2 case officer, 3 administrator, 4 decision maker, 5 auditor.")]
    public required Role Role { get; init; }
}
