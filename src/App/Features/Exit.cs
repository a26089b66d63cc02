namespace Chorus.App.Features;

/// <summary>Where "Leave this page" goes.</summary>
internal static class Exit
{
    /// <summary>A page that anyone may have open, on another host, so that this site's name is gone from the address bar.</summary>
    internal static readonly Uri Usual = new("https://www.wikipedia.org/");

    /// <summary>
    /// An address that the site's operator has chosen, or the usual one: weather, news, a shop, what people there have open anyway.
    /// </summary>
    /// <exception cref="SiteStartException">It is not an https address, or it carries more than a page's name.</exception>
    internal static Uri Of(Uri? chosen) => chosen switch
    {
        null => Usual,
        { IsAbsoluteUri: true, Scheme: "https", UserInfo: "", Fragment: "" } => chosen,
        _ => throw new SiteStartException($"\"exit\" in site.json is where \"Leave this page\" goes: write an address such as {Usual}, not {chosen}."),
    };
}
