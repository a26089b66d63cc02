namespace Chorus.Browser.Tests.Story;

/// <summary>
/// The README's pictures, taken from the story as it runs when CHORUS_TOUR names a folder (build/tour does). Without it
/// nothing is taken.
/// </summary>
internal static class Tour
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHORUS_TOUR");

    /// <summary>Saves what the window shows now as <paramref name="name"/>.png.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await page.EvaluateAsync("() => { scrollTo(0, 0); document.activeElement?.blur(); }");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png") });
        }
    }
}
