using Microsoft.Extensions.FileProviders;

namespace Chorus.App.Hosting;

/// <summary>Serves the build's scripts and styles. Their names hold their hash, so a copy is good for ever.</summary>
internal static class BuiltFiles
{
    public static IApplicationBuilder UseBuiltFiles(this IApplicationBuilder app)
    {
        var folder = Path.Combine(app.ApplicationServices.GetRequiredService<SiteOptions>().WebRoot, "assets");
        return app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
    }
}
