using System.Security.Claims;
using Chorus.App.Data;
using Chorus.App.Members.Record;
using Chorus.App.Hosting;
using Chorus.Sealing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Members;

/// <summary>
/// Members sign in under /desk. Every cookie is bound to that path, so that a browser never sends one with a reporter's
/// page and the site cannot connect the two.
/// </summary>
internal static class MemberSignIn
{
    public const string DeskPath = "/desk";
    public const string OrganisationClaim = "organisation";

    /// <summary>A session that has shown, or does not need, a second factor; without it a member can only set one up.</summary>
    public const string ReadyClaim = "ready";

    public const string SecondFactorPath = DeskPath + "/second-factor";

    /// <summary>The header in which the desk's scripts send the antiforgery token that their page carries.</summary>
    public const string TokenHeader = "X-Request-Token";

    public static IServiceCollection AddMembers(this IServiceCollection services, SiteOptions options)
    {
        services.AddIdentityCore<Member>(identity =>
            {
                ConfigureStores(identity);
                identity.User.RequireUniqueEmail = true;
                // Length is what counts (NIST SP 800-63B, section 5.1.1.2); rules about signs make passwords guessable.
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.AllowedForNewUsers = true;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<SiteDb>()
            .AddUserStore<MemberStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddClaimsPrincipalFactory<MemberClaims>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureAll<CookieAuthenticationOptions>(o => ConfigureCookie(o, options));
        // Between the password and the code.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, o => o.ExpireTimeSpan = TimeSpan.FromMinutes(10));
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o => o.Events.OnValidatePrincipal = LiveSession.ValidateAsync);
        DeskPolicies.Add(services.AddAuthorizationBuilder());
        services.AddScoped<MemberRecord>();
        services.AddScoped<MemberRecordStart>();
        services.AddScoped<Membership>();
        services.AddScoped<Invitations>();
        services.AddAntiforgery(o =>
        {
            o.HeaderName = TokenHeader;
            o.Cookie.Name = "chorus-desk-form";
            o.Cookie.Path = DeskPath;
            o.Cookie.SecurePolicy = SecurePolicy(options);
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<DeskForms>();
        services.AddDataProtection()
            .SetApplicationName("chorus")
            // These keys make session cookies: whoever reads them can sign in as any member.
            .PersistKeysToFileSystem(OwnerFile.Folder(Path.Combine(options.DataFolder, "session-keys")));
        return services;
    }

    /// <summary>Signs in whoever comes under /desk, and lets queries see that member's organisation.</summary>
    public static IApplicationBuilder UseMembers(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(DeskPath, StringComparison.OrdinalIgnoreCase), desk =>
        {
            desk.Use((context, next) =>
            {
                // What the antiforgery service sets on every page with a token. Where it finds anything else, it logs a warning each time.
                context.Response.Headers.CacheControl = "no-cache, no-store";
                return next(context);
            });
            desk.Use(desk.ApplicationServices.GetRequiredService<DeskForms>().ReadAsync);
            desk.UseAuthentication();
            desk.UseAuthorization();
            desk.Use((context, next) =>
            {
                context.RequestServices.GetRequiredService<SiteDb>().Organisation = context.User.FindFirstValue(OrganisationClaim);
                return next(context);
            });
        });

    /// <summary>Refuses a call that changes something unless it carries the token of a desk page.</summary>
    public static async ValueTask<object?> RequireToken(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var antiforgery = call.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(call.HttpContext)
            ? await next(call)
            : Problems.Refuse(StatusCodes.Status400BadRequest, "no-token", "This page is out of date. Load it again and try once more.");
    }

    /// <summary>What shapes Identity's tables: the version with room for passkeys, so that adding them changes none.</summary>
    public static void ConfigureStores(IdentityOptions identity) => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    private static void ConfigureCookie(CookieAuthenticationOptions o, SiteOptions options)
    {
        o.Cookie.Path = DeskPath;
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = SecurePolicy(options);
        o.ExpireTimeSpan = TimeSpan.FromHours(8);
        o.SlidingExpiration = true;
        o.LoginPath = DeskPath + "/sign-in";
        o.LogoutPath = DeskPath + "/sign-out";
        // What every member may see.
        o.AccessDeniedPath = DeskPath + "/members";
        var toSignIn = o.Events.OnRedirectToLogin;
        var toDenied = o.Events.OnRedirectToAccessDenied;
        o.Events.OnRedirectToLogin = context => IsApi(context.Request)
            ? Problems.Refuse(StatusCodes.Status401Unauthorized, "signed-out", "You are signed out. Sign in again.").ExecuteAsync(context.HttpContext)
            : toSignIn(context);
        o.Events.OnRedirectToAccessDenied = context =>
        {
            var ready = context.HttpContext.User.HasClaim(c => c.Type == ReadyClaim);
            if (IsApi(context.Request))
            {
                return (ready
                    ? Problems.Refuse(StatusCodes.Status403Forbidden, "not-allowed", "Your role does not include this. Ask your organisation's administrator.")
                    : Problems.Refuse(StatusCodes.Status403Forbidden, "second-factor", "Set up your second factor first, on your desk.")).ExecuteAsync(context.HttpContext);
            }
            if (!ready)
            {
                context.RedirectUri = SecondFactorPath;
            }
            return toDenied(context);
        };
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments(DeskPath + "/api", StringComparison.OrdinalIgnoreCase);

    // A trial is reached by http on this machine; everywhere else a session cookie travels under TLS only.
    private static CookieSecurePolicy SecurePolicy(SiteOptions options) => options.Trial ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
