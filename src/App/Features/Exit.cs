namespace Chorus.App.Features;

/// <summary>Where "Leave this page" goes.</summary>
internal static class Exit
{
    /// <summary>A page that anyone may have open, on another host, so that this site's name is gone from the address bar.</summary>
    internal const string Address = "https://www.wikipedia.org/";
}
