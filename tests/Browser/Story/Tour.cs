namespace Chorus.Browser.Tests.Story;

/// <summary>
/// The README's pictures, taken from the story as it runs when CHORUS_TOUR names a folder (build/tour does). Without it
/// nothing is taken.
/// </summary>
internal static class Tour
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHORUS_TOUR");

    /// <summary>Saves what the window shows, from <paramref name="from"/> on down or from the top, as <paramref name="name"/>.png.</summary>
    public static async Task TakeAsync(IPage page, string name, string from = "body")
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await page.Locator(from).EvaluateAsync("element => { element.scrollIntoView(); scrollBy(0, -150); document.activeElement?.blur(); }");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png") });
        }
    }
}
