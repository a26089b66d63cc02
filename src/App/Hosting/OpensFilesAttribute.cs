using Microsoft.AspNetCore.Mvc.Filters;

namespace Chorus.App.Hosting;

/// <summary>A page whose scripts show files that they have opened, and perhaps record a voice. All others may do neither.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpensFilesAttribute : ResultFilterAttribute
{
    /// <summary>Whether it may ask for the microphone.</summary>
    public bool Microphone { get; init; }

    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = SecurityHeaders.WithOpenedFiles;
        headers["Permissions-Policy"] = Microphone ? SecurityHeaders.WithMicrophone : SecurityHeaders.Permissions;
    }
}
