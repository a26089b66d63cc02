using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Members;

/// <summary>
/// Codes of authenticator apps, each taken once (RFC 6238, section 5.2: who looks over a shoulder has no use for it). Identity
/// takes a code for two steps of 30 seconds before and after its own, so at any moment five are good.
/// </summary>
internal sealed class OneTimeCodes : AuthenticatorTokenProvider<Member>
{
    private const string Provider = "Chorus";
    private const string UsedCodes = "UsedCodes";

    // More than are good at once. A code that comes up again by chance, one in a million, is refused until the next.
    private const int Kept = 8;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Member> manager, Member user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user))
        {
            return false;
        }
        // The hash hides nothing for long, a million codes are soon tried; it keeps codes out of who only looks at the table.
        var code = MemberCode.HashOf("chorus/v1/site-used-code", user, token);
        var used = (await manager.GetAuthenticationTokenAsync(user, Provider, UsedCodes))?.Split(' ') ?? [];
        if (used.Contains(code, StringComparer.Ordinal))
        {
            return false;
        }
        // Of two who bring the same code at once, the second finds the member's row changed and is refused.
        var kept = await manager.SetAuthenticationTokenAsync(user, Provider, UsedCodes, string.Join(' ', used.TakeLast(Kept - 1).Append(code)));
        return kept.Succeeded;
    }
}
