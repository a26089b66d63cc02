namespace Chorus.Browser.Tests.Pages;

/// <summary>What a person does to go on later on the same device.</summary>
internal static class KeptSteps
{
    /// <summary>Has the page keep what was written. Gives the 28 numbers as they stand there.</summary>
    internal static async Task<string> KeepAsync(this IPage page)
    {
        await page.GetByText("Go on later, on this phone or computer").ClickAsync();
        await page.PressAsync("Keep it here");
        return await page.KeptAsync();
    }

    /// <summary>Waits until it is kept, and takes the numbers.</summary>
    internal static async Task<string> KeptAsync(this IPage page)
    {
        await page.SeesAsync("Kept on this phone or computer. These are your 28 numbers.");
        var numbers = await page.GetByRole(AriaRole.Group, new() { Name = "Your 28 numbers" }).InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have written them down" }).ClickAsync();
        return numbers;
    }

    /// <summary>Comes back with numbers.</summary>
    internal static async Task OpenAsync(this IPage page, string numbers)
    {
        await page.GotoAsync("/en/return");
        await page.GetByLabel("Your 28 numbers").FillAsync(numbers.ReplaceLineEndings(" "));
        await page.PressAsync("Open");
    }

    /// <summary>Opens what these numbers keep in a tab of its own and goes on with it.</summary>
    internal static async Task<IPage> GoOnInNewTabAsync(this IPage page, string numbers)
    {
        var tab = await page.Context.NewPageAsync();
        await tab.OpenAsync(numbers);
        await tab.PressAsync("Go on writing");
        await tab.SeesAsync("Where would you like to start?");
        return tab;
    }

    internal static Task<int> KeptOnDeviceAsync(this IPage page) => page.EvaluateAsync<int>("JSON.parse(localStorage.getItem('notes') ?? '[]').length");
}
