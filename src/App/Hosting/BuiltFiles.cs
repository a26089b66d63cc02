using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Chorus.App.Hosting;

/// <summary>
/// Serves the build's scripts and styles. Their names hold their hash, so a copy is good for ever; and the build has
/// compressed each as far as it goes (build/browser/compressed.mjs), so a browser gets the smallest form that it reads.
/// </summary>
internal static class BuiltFiles
{
    private const string Root = "/assets";

    // The smallest first: the coding's name in HTTP and the ending of the file.
    private static readonly (string Coding, string Ending)[] Forms = [("br", ".br"), ("gzip", ".gz")];

    private static readonly string[] s_unheeded = ["Cross-Origin-Opener-Policy", "Permissions-Policy", "ETag", "Last-Modified", "Accept-Ranges"];

    public static IApplicationBuilder UseBuiltFiles(this IApplicationBuilder app)
    {
        var folder = Path.Combine(app.ApplicationServices.GetRequiredService<SiteOptions>().WebRoot, "assets");
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var name))
            {
                ChooseForm(context, name, files);
            }
            return next(context);
        });
        return app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = Root,
            FileProvider = files,
            ContentTypeProvider = new TypesOfForms(),
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                headers.CacheControl = SecurityHeaders.KeptForEver;
                // A reporter pays for them with each of a page's files. Two are heeded by documents only; the others serve to ask
                // whether a file has changed, which one that is named by its hash never has.
                foreach (var name in s_unheeded)
                {
                    headers.Remove(name);
                }
            },
        });
    }

    private static void ChooseForm(HttpContext context, PathString name, PhysicalFileProvider files)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Forms)
        {
            if (accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality != 0) && files.GetFileInfo(name + ending).Exists)
            {
                context.Request.Path += ending;
                context.Response.Headers.ContentEncoding = coding;
                context.Response.Headers.Vary = "Accept-Encoding";
                return;
            }
        }
    }

    /// <summary>A compressed form has the type of what it is a form of.</summary>
    private sealed class TypesOfForms : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType)
        {
            var form = Forms.FirstOrDefault(f => subpath.EndsWith(f.Ending, StringComparison.Ordinal));
            return _types.TryGetContentType(form.Ending is null ? subpath : subpath[..^form.Ending.Length], out contentType);
        }
    }
}
