using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Chorus.Browser.Tests.Pages;

/// <summary>A look at a page: axe finds nothing, nothing overflows, and everything that can be pressed is as tall as a thumb.</summary>
internal static class Look
{
    /// <summary>The folder in which each page that is looked at is saved as a picture; null for none.</summary>
    internal static readonly string? Pictures = Environment.GetEnvironmentVariable("CHORUS_PICTURES");

    // WCAG 2.2 AA and axe's own best practices.
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private const string Overflowing = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    // Check boxes and radio buttons are pressed by their whole label; a link inside a sentence is read, not aimed at.
    private const string TooSmall =
        """
        [...document.querySelectorAll('a, button, select, textarea, input:not([type=checkbox]):not([type=radio]):not([type=hidden]), label.choice, label.tick, summary')]
          .filter(e => e.checkVisibility() && !e.matches('.jump') && e.getBoundingClientRect().height < 43.9).map(e => e.outerHTML.slice(0, 80))
        """;

    /// <summary>What is wrong with the page as it stands, from its top: axe takes what the bar covers for too small, wherever the page was scrolled to.</summary>
    internal static async Task<IReadOnlyList<string>> LookAtAsync(this IPage page, string name)
    {
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.PictureAsync(name);
        var found = await page.RunAxe(Rules);
        List<string> wrong = [.. found.Violations.Select(v => $"{name}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")];
        wrong.AddRange((await page.EvaluateAsync<string[]>(TooSmall)).Select(e => $"{name}: under 44 px: {e}"));
        if (await page.EvaluateAsync<int>(Overflowing) > 0)
        {
            wrong.Add($"{name}: wider than the screen");
        }

        return wrong;
    }

    internal static async Task PictureAsync(this IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }
    }
}
