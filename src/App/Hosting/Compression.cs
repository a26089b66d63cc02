using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Chorus.App.Hosting;

/// <summary>
/// Pages travel compressed: a reporter pays for every kilobyte. Only what is the same for everybody is: an answer that
/// holds a secret beside somebody's words would tell about it by its length (BREACH, 2013), so posted forms, the API and
/// the desk, whose pages carry a token, go as they are. What the build made is compressed already (<see cref="BuiltFiles"/>).
/// </summary>
internal static class Compression
{
    public static IServiceCollection AddCompression(this IServiceCollection services)
    {
        services.AddSingleton<CompressedPages>();
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        return services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "text/css", "text/javascript", "application/javascript", "application/json"];
            o.Providers.Add<PageCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static IApplicationBuilder UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => IsTheSameForEverybody(context.Request), same => same.UseResponseCompression());

    private static bool IsTheSameForEverybody(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments(Members.MemberSignIn.DeskPath, StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
