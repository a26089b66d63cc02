using Microsoft.AspNetCore.HttpOverrides;

namespace Chorus.App.Hosting;

/// <summary>
/// Where a proxy in front says that a browser came without TLS, nothing is shown and nothing taken: on that line anybody could read what is
/// typed, and no browser seals on such a page. One that came by TLS is told to come so for a year (RFC 6797). An onion address needs none:
/// its name is its key.
/// </summary>
internal static class OnlyHttps
{
    private const string AYear = "max-age=31536000";

    public static IApplicationBuilder UseOnlyHttps(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = AYear;
            return next(context);
        }

        // Without a proxy that says how the browser came, the site is reached on this machine alone.
        if (!request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalProtoHeaderName) || request.Host.Host.EndsWith(".onion", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            context.Response.Redirect($"https://{request.Host.Host}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}");
            return Task.CompletedTask;
        }

        return Problems.Refuse(StatusCodes.Status403Forbidden, "not-sealed", "This came without https, so others could have read it on the way, and nothing was taken. Open the site again with https:// at the beginning of its address.").ExecuteAsync(context);
    });
}
