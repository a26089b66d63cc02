using Microsoft.AspNetCore.Authorization;

namespace Chorus.App.Members;

/// <summary>Who may enter which part of the desk (docs/who-may-do-what.md, which a test holds to what the site does).</summary>
internal static class DeskPolicies
{
    /// <summary>Anybody who works for an organisation.</summary>
    public const string Member = "member";

    /// <summary>Whose roles open reports.</summary>
    public const string Reads = "reads";

    /// <summary>Whose roles write to reporters.</summary>
    public const string Writes = "writes";

    public static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Member, p => p.RequireClaim(MemberSignIn.OrganisationClaim))
        .AddPolicy(Reads, p => Of(p, Roles.Reading))
        .AddPolicy(Writes, p => Of(p, Roles.Writing));

    private static void Of(AuthorizationPolicyBuilder policy, IReadOnlyList<Role> roles) =>
        policy.RequireClaim(MemberSignIn.OrganisationClaim).RequireRole(roles.Select(r => r.ToString()));
}
