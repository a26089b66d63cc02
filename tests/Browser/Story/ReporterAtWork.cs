using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Story;

/// <summary>One reporter on her own phone.</summary>
internal sealed class ReporterAtWork(IPage page)
{
    public IPage Page { get; } = page;

    /// <summary>Writes a story, names a person by phone number, holds it for a quorum, and seals. Gives her 28 numbers.</summary>
    public async Task<string> HoldAsync(string story, string phone, int quorum, string organisation)
    {
        await Page.GotoAsync("/en/");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Write down what happened" }).ClickAsync();
        await Page.SeesAsync("Where would you like to start?");
        await Page.Locator("textarea[name=story1]").FillAsync(story);
        await Page.GoOnAsync("What kind of thing was it?");
        await Page.GetByLabel("Work for something sexual").CheckAsync();
        await Tour.TakeAsync(Page, "question");
        await Page.GoOnToAsync("What kind of place was it?");
        await Page.GetByLabel("A hotel or guest house").CheckAsync();
        await Page.GoOnAsync("Which country was it in?");
        await Page.GetByRole(AriaRole.Combobox).First.SelectOptionAsync("ES");
        await Page.GoOnAsync("Do you have pictures, recordings or papers?");
        await Page.SkipAsync("Who did it?");
        await Page.NameAsync(0, "phone", phone);
        await Page.GoOnToAsync("Who may read it, and when?");
        await Page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await Page.GoOnAsync("How many people must name the same person?");
        await Page.Locator($"input[name=quorum][value='{quorum}']").CheckAsync();
        await Page.GoOnAsync("Which organisation is it for?");
        await Page.GetByLabel(organisation).CheckAsync();
        await Page.GoOnAsync("Check before you send");
        await Tour.TakeAsync(Page, "review", from: ".readers.now");
        return await Page.SealAsync();
    }

    /// <summary>Comes back with her numbers; her reports are on the page after it.</summary>
    public async Task ReturnAsync(string numbers)
    {
        await Page.GotoAsync("/en/return");
        await Page.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await Page.PressAsync("Open");
        await Page.SeesAsync("What you wrote");
    }

    /// <summary>
    /// All that her page holds of her reports, folded parts included, as HTML; but for the time-stamp, which comes when an hour is over,
    /// whatever became of a report.
    /// </summary>
    public Task<string> SeenAsync() => Page.Locator("[data-reports]").EvaluateAsync<string>(
        """
        reports => {
          const seen = reports.cloneNode(true);
          seen.querySelectorAll('[data-stamped]').forEach(stamped => stamped.remove());
          return seen.innerHTML;
        }
        """);

    /// <summary>Answers a message of the advocate's.</summary>
    public async Task ReplyAsync(string text)
    {
        await Page.GetByLabel("Your answer").FillAsync(text);
        await Page.PressAsync("Send the message");
        await Assertions.Expect(Page.Locator("[data-letters]").GetByText(text)).ToBeVisibleAsync();
    }

    /// <summary>Takes the one report on the page back.</summary>
    public async Task WithdrawAsync()
    {
        await Page.PressAsync("Take it back");
        await Page.SeesAsync("Take this report back?");
        await Page.PressAsync("Yes, take it back");
        await Page.SeesTextAsync("What is still held is destroyed; what was already passed on, the organisation is told about.");
    }
}
