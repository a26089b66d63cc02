namespace Chorus.Browser.Tests.Pages;

/// <summary>What a person does on the question pages, in the words that stand on them.</summary>
internal static class Steps
{
    internal const string Story = "Kept asking me to meet after my shift. When I said no, my hours were cut.";

    internal static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    // The first: until its styles are there, a page shows what is for browsers without scripts as well.
    internal static Task SeesAsync(this IPage page, string heading) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).First).ToBeVisibleAsync();

    internal static Task SeesTextAsync(this IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Waits until a recording is a second long or more: a sight of one second itself can be missed between two looks.</summary>
    internal static Task RecordsAsync(this IPage page) => Assertions.Expect(page.GetByText(new System.Text.RegularExpressions.Regex("Recording: 0:0[1-9]")).First).ToBeVisibleAsync();

    /// <summary>Waits until nothing has come over the line for half a second from now: what the page fetches by itself has come.</summary>
    internal static async Task QuietAsync(this IPage page)
    {
        var now = await page.EvaluateAsync<double>("performance.now()");
        await page.WaitForFunctionAsync("from => performance.now() - Math.max(from, ...performance.getEntries().map(r => r.responseEnd ?? 0)) > 500", now);
    }

    internal static async Task GoOnAsync(this IPage page, string toHeading)
    {
        await page.PressAsync("Go on");
        await page.SeesAsync(toHeading);
    }

    /// <summary>Goes on, and skips what comes before this question.</summary>
    internal static async Task GoOnToAsync(this IPage page, string heading)
    {
        var before = await page.PartAsync();
        await page.PressAsync("Go on");
        await page.LeavesAsync(before);
        await page.SkipToAsync(heading);
    }

    /// <summary>Skips question after question until this one stands there.</summary>
    internal static async Task SkipToAsync(this IPage page, string heading)
    {
        while (!await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).IsVisibleAsync())
        {
            var before = await page.PartAsync();
            await page.PressAsync("Skip this question");
            await page.LeavesAsync(before);
        }
    }

    private static Task<string> PartAsync(this IPage page) => page.Locator("p[data-part]").InnerTextAsync();

    private static Task LeavesAsync(this IPage page, string part) => Assertions.Expect(page.Locator("p[data-part]")).Not.ToHaveTextAsync(part);

    internal static async Task SkipAsync(this IPage page, string toHeading)
    {
        await page.PressAsync("Skip this question");
        await page.SeesAsync(toHeading);
    }

    /// <summary>From the start to the question who did it, with a story and one act.</summary>
    internal static async Task WriteToWhoAsync(this IPage page)
    {
        await page.WriteToFilesAsync();
        await page.SkipAsync("Who did it?");
    }

    /// <summary>From the start to the question for pictures and files, with a story and one act.</summary>
    internal static async Task WriteToFilesAsync(this IPage page)
    {
        await page.GotoAsync("/en/write");
        await page.WriteToFilesFromStoryAsync();
    }

    /// <summary>From the story to the question for pictures and files.</summary>
    internal static async Task WriteToFilesFromStoryAsync(this IPage page)
    {
        await page.SeesAsync("Where would you like to start?");
        await page.Piece(1).Words().FillAsync(Story);
        await page.GoOnAsync("What kind of thing was it?");
        await page.GetByLabel("Work for something sexual").CheckAsync();
        await page.GoOnToAsync("What kind of place was it?");
        await page.GetByLabel("A hotel or guest house").CheckAsync();
        await page.GoOnAsync("Which country was it in?");
        await page.GetByRole(AriaRole.Combobox).First.SelectOptionAsync("ES");
        await page.GoOnAsync("Do you have pictures, recordings or papers?");
    }

    /// <summary>The nth box for a piece, from 1.</summary>
    internal static ILocator Piece(this IPage page, int n) => page.GetByRole(AriaRole.Group, new() { Name = $"Piece {n}", Exact = true });

    internal static ILocator Words(this ILocator piece) => piece.GetByLabel("In your own words");

    internal static async Task NameAsync(this IPage page, int nth, string kind, string value, string? place = null)
    {
        var box = page.GetByRole(AriaRole.Group, new() { Name = "Something you know about them" }).Nth(nth);
        await box.GetByLabel("What do you know?").SelectOptionAsync(kind);
        await box.GetByLabel("Write it here").FillAsync(value);
        if (place is not null)
        {
            await box.GetByLabel("At which place?").FillAsync(place);
        }
    }

    /// <summary>From the question who did it to the page that shows who can read what, held for three.</summary>
    internal static async Task HoldForThreeAsync(this IPage page)
    {
        await page.NameAsync(0, "phone", "600 123 456");
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.GoOnAsync("How many people must name the same person?");
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
    }

    internal static async Task<string> SealAsync(this IPage page)
    {
        // Before it is shown what is sent, nothing is.
        await Assertions.Expect(page.Locator("[data-question=review] [data-answers] > *").First).ToBeVisibleAsync();
        await page.PressAsync("Seal and send");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        return await page.GetByRole(AriaRole.Group, new() { Name = "Your 28 numbers" }).InnerTextAsync();
    }
}
