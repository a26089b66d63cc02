using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Chorus.App.Languages;

/// <summary>
/// Puts <c>/{language}</c> before the route of every reporter's page, so that the language is in the address and in no
/// cookie. Desk pages and pages that name the language themselves are left as they are.
/// </summary>
internal sealed class LanguageRoute : IPageRouteModelConvention
{
    public const string Key = "language";

    // The page on which the language is chosen has none in its address.
    private const string ChoicePage = "/Home/Languages";

    /// <summary>What follows the language in the address of a reporter's page, from the slash on: the same page in another language has the same.</summary>
    internal static string RestOf(PathString path) => path.Value is { } value && value.IndexOf('/', 1) is > 0 and var at ? value[at..] : "/";

    public void Apply(PageRouteModel model)
    {
        if (model.ViewEnginePath.StartsWith("/Desk/", StringComparison.Ordinal) || model.ViewEnginePath == ChoicePage)
        {
            return;
        }
        foreach (var route in model.Selectors.Select(s => s.AttributeRouteModel).OfType<AttributeRouteModel>())
        {
            var template = route.Template?.TrimStart('/') ?? "";
            if (!template.StartsWith("{" + Key, StringComparison.Ordinal))
            {
                route.Template = AttributeRouteModel.CombineTemplates("/{" + Key + ":" + Key + "}", template);
            }
        }
    }
}

/// <summary>The route constraint <c>language</c>: a language that there are texts in.</summary>
internal sealed class LanguageConstraint(Texts texts) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string code && texts.Has(code);
}
