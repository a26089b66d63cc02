namespace Chorus.App.Hosting;

/// <summary>
/// The headers of every answer. Nothing is loaded from elsewhere, nothing runs inline, no page is framed, and no
/// address of ours is told to another site.
/// </summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>For pages that show files which their script has opened: from its own memory, and nothing in them can run.</summary>
    public static readonly string WithOpenedFiles = ContentSecurityPolicy
        .Replace("img-src 'self' data:", "img-src 'self' data: blob:", StringComparison.Ordinal)
        .Replace("media-src 'self'", "media-src 'self' blob:", StringComparison.Ordinal);

    /// <summary>The Cache-Control of what is named by its hash and is the same for everybody.</summary>
    public const string KeptForEver = "public, max-age=31536000, immutable";

    /// <summary>What no page may use.</summary>
    public const string Permissions = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    /// <summary>For pages on which somebody may speak instead of writing.</summary>
    public static readonly string WithMicrophone = Permissions.Replace("microphone=()", "microphone=(self)", StringComparison.Ordinal);

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        // Hashed assets replace this with a year; everything else must leave no copy on a shared phone.
        headers.CacheControl = "no-store";
        return next(context);
    });
}
