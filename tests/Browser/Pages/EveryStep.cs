namespace Chorus.Browser.Tests.Pages;

/// <summary>
/// The whole way through the pages in any language: what is pressed is found by what it does, not by what stands on it.
/// </summary>
internal sealed class EveryStep(IPage page, string language, string story, Func<string, Task> look)
{
    private const string Shown = "[...document.querySelectorAll('[data-question]')].find(s => s.checkVisibility())?.dataset.question ?? ''";

    /// <summary>The questions that were shown, in order.</summary>
    internal List<string> Questions { get; } = [];

    /// <summary>From the choice of a language to the page with the numbers. Gives the 28 numbers as they stand there.</summary>
    internal async Task<string> WriteAsync()
    {
        await page.GotoAsync("/");
        await page.Locator($"main a[hreflang={language}]").ClickAsync();
        await look("start");
        await page.Locator($"a.go[href='/{language}/write']").ClickAsync();
        await page.WaitForFunctionAsync($"({Shown}) === 'story'");
        for (var question = "story"; question != "review"; question = await NextAsync(question))
        {
            Questions.Add(question);
            await AnswerAsync(question);
            await look(question);
        }
        await look("review");
        await page.Locator("[data-send]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-receipt]")).ToBeVisibleAsync();
        await look("numbers");
        return await page.Locator("[data-numbers]").InnerTextAsync();
    }

    /// <summary>Comes back with the numbers, looks at everything that can be unfolded, changes nothing, and takes it back.</summary>
    internal async Task ReturnAsync(string numbers)
    {
        await page.Locator("[data-done]").ClickAsync();
        await page.Locator($"a[href='/{language}/return']").ClickAsync();
        await page.Locator("#numbers").FillAsync("1234 5678");
        await page.Locator("[data-enter] .go").ClickAsync();
        await Assertions.Expect(page.Locator("#numbers-mend")).Not.ToBeEmptyAsync();
        await look("return");
        await page.Locator("#numbers").FillAsync(numbers);
        await page.Locator("[data-enter] .go").ClickAsync();
        await Assertions.Expect(page.Locator("[data-reports]")).ToContainTextAsync(story);
        foreach (var part in await page.Locator("details.more:visible > summary").AllAsync())
        {
            await part.ClickAsync();
        }
        await look("own-report");
        await page.Locator("[data-reports] [data-change]").ClickAsync();
        await Assertions.Expect(page.Locator("#q-review")).ToBeFocusedAsync();
        await look("change");
        await page.Locator("[data-leave]").ClickAsync();
        await page.Locator("[data-take-back]").ClickAsync();
        await look("withdraw");
        await page.Locator("[data-yes]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-said]")).Not.ToBeEmptyAsync();
        await look("withdrawn");
    }

    private async Task<string> NextAsync(string before)
    {
        await page.Locator($"[data-question={before}] [data-go]").ClickAsync();
        await page.WaitForFunctionAsync($"before => ({Shown}) !== before", before);
        return await page.EvaluateAsync<string>(Shown);
    }

    private async Task AnswerAsync(string question)
    {
        var here = page.Locator($"[data-question={question}]");
        switch (question)
        {
            case "story":
                await page.Locator("[name=story1]").FillAsync(story);
                await page.Locator("[data-add-piece]").ClickAsync();
                await page.Locator("[name=story2-year]").FillAsync("24");
                await here.Locator("[data-go]").ClickAsync();
                await Assertions.Expect(page.Locator("#story2-mend")).Not.ToBeEmptyAsync();
                await look("story-mend");
                await page.Locator("[name=story2-year]").FillAsync("2024");
                break;
            case "acts" or "often" or "saw" or "after" or "aims" or "relation":
                await here.Locator("input[type=checkbox], input[type=radio]").Nth(1).CheckAsync();
                break;
            case "country":
                await here.Locator("select").SelectOptionAsync("ES");
                break;
            case "files":
                await here.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "a-list-of-hours-with-a-very-long-name.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3] });
                await here.Locator("[data-act^=remove]").ClickAsync();
                await Assertions.Expect(here.Locator("input[type=file]")).ToBeFocusedAsync();
                break;
            case "who":
                await page.Locator("[name=who1-kind]").SelectOptionAsync("phone");
                await page.Locator("[name=who1-value]").FillAsync("600 123 456");
                await here.Locator("[data-add]").ClickAsync();
                await page.Locator("[name=who2-kind]").SelectOptionAsync("role");
                await page.Locator("[name=who2-value]").FillAsync("Kitchen 2");
                await page.Locator("[name=who2-place]").FillAsync("Hotel Miramar, Cádiz");
                break;
            case "contact" or "choice" or "alone" or "organisation":
                await here.Locator("input[value=also], input[value=hold], input[value=yes], input[value=workers-centre]").CheckAsync();
                break;
        }
    }
}
