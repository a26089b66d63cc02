using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Story;

/// <summary>An advocate at the desk.</summary>
internal sealed class AdvocateAtWork(IPage page)
{
    public IPage Page { get; } = page;

    public async Task SignInAsync(string email, string password, string passphrase)
    {
        await Page.GotoAsync("/desk");
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.PressAsync("Sign in");
        await Page.GetByLabel("Passphrase").FillAsync(passphrase);
        await Page.PressAsync("Unlock");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Look for new ones" })).ToBeVisibleAsync();
    }

    /// <summary>Asks the site for the list again and waits until it has come.</summary>
    public async Task LookAgainAsync()
    {
        var answer = Page.WaitForResponseAsync(response => response.Url.EndsWith("/desk/api/reports", StringComparison.Ordinal));
        await Page.PressAsync("Look for new ones");
        await (await answer).FinishedAsync();
    }

    /// <summary>Looks again until a group or report stands under this heading. Each look is a call to the site.</summary>
    public async Task WaitForAsync(string heading, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        var wanted = Page.GetByRole(AriaRole.Heading, new() { Name = heading });
        while (await wanted.CountAsync() == 0)
        {
            late.Token.ThrowIfCancellationRequested();
            await LookAgainAsync();
        }
    }

    public async Task OpenAsync(string words) => await Page.Locator("#list a.row").Filter(new() { HasText = words }).First.ClickAsync();

    public async Task WriteBackAsync(string text)
    {
        await Page.GetByLabel("Write back").FillAsync(text);
        await Page.Locator("#pane").GetByRole(AriaRole.Button, new() { Name = "Seal and send" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#pane").GetByText(text).First).ToBeVisibleAsync();
    }
}
