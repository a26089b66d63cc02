using Microsoft.AspNetCore.Authorization;

namespace Chorus.App.Members;

/// <summary>Who may enter which part of the desk (docs/who-may-do-what.md, which a test holds to what the site does).</summary>
internal static class DeskPolicies
{
    /// <summary>Anybody who works for an organisation and has signed in, with a second factor or still without one.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Anybody who works for an organisation.</summary>
    public const string Member = "member";

    /// <summary>Whose roles open reports.</summary>
    public const string Reads = "reads";

    /// <summary>Whose roles write to reporters.</summary>
    public const string Writes = "writes";

    /// <summary>Whose roles read cases: those that open reports, and auditors, who see what happened and nothing that is sealed.</summary>
    public const string Cases = "cases";

    public static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(SignedIn, p => p.RequireClaim(MemberSignIn.OrganisationClaim))
        .AddPolicy(Member, p => Ready(p))
        .AddPolicy(Reads, p => Of(p, Roles.Reading))
        .AddPolicy(Cases, p => Of(p, [.. Roles.Reading, Role.Auditor]))
        .AddPolicy(Writes, p => Of(p, Roles.Writing));

    private static AuthorizationPolicyBuilder Ready(AuthorizationPolicyBuilder policy) =>
        policy.RequireClaim(MemberSignIn.OrganisationClaim).RequireClaim(MemberSignIn.ReadyClaim);

    private static void Of(AuthorizationPolicyBuilder policy, IReadOnlyList<Role> roles) => Ready(policy).RequireRole(roles.Select(r => r.ToString()));
}
