using Chorus.App.Languages;
using Chorus.App.Members;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Missing;

/// <summary>What a person sees at an address that the site does not have; programs get the problem document of Problems.</summary>
internal sealed class MissingModel : PageModel
{
    public void OnGet() => Response.StatusCode = StatusCodes.Status404NotFound;

    /// <summary>Whether this refusal is seen by somebody who opened a page.</summary>
    internal static bool IsFor(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status404NotFound
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments(MemberSignIn.DeskPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Shows the page in the address's language; where the address has none, in the browser's.</summary>
    internal static async Task ShowAsync(StatusCodeContext empty)
    {
        var context = empty.HttpContext;
        var texts = context.RequestServices.GetRequiredService<Texts>();
        var first = context.Request.Path.Value?.Split('/', 3).ElementAtOrDefault(1) ?? "";
        var language = texts.Has(first) ? texts.In(first) : texts.Accepted(context.Request).FirstOrDefault(texts.Usual);
        context.Request.Path = $"/{language.Code}/missing";
        context.Request.QueryString = QueryString.Empty;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        await empty.Next(context);
    }
}
