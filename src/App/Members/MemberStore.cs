using System.Security.Claims;
using Chorus.App.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>Identity's store, which would keep recovery codes as they are: here only their hashes are kept.</summary>
internal sealed class MemberStore(SiteDb db)
    : UserOnlyStore<Member, SiteDb, string, IdentityUserClaim<string>, IdentityUserLogin<string>, IdentityUserToken<string>, IdentityUserPasskey<string>>(db)
{
    // Identity's names of the row, which it keeps to itself.
    private const string Provider = "[AspNetUserStore]";
    private const string RecoveryCodes = "RecoveryCodes";

    public override Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => HashOf(user, code)), cancellationToken);

    // The base class would hand those that are left to ReplaceCodesAsync, where they would be hashed once more.
    public override async Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken)
    {
        var left = (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? "").Split(';').ToList();
        if (!left.Remove(HashOf(user, code)))
        {
            return false;
        }
        await base.ReplaceCodesAsync(user, left, cancellationToken);
        return true;
    }

    // Its table stays empty: what a session knows is in MemberClaims, looked up at every request.
    public override Task<IList<Claim>> GetClaimsAsync(Member user, CancellationToken cancellationToken = default) => Task.FromResult<IList<Claim>>([]);

    private static string HashOf(Member user, string code) => MemberCode.HashOf("chorus/v1/site-recovery-code", user, code.Trim().ToUpperInvariant());
}
