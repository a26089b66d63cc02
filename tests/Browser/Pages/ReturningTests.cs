using Chorus.App.Tests;
using Chorus.App.Tests.Record;

namespace Chorus.Browser.Tests.Pages;

public sealed class ReturningTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task With_her_numbers_a_person_adds_to_it_sends_it_now_and_takes_it_back()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var numbers = await page.SealAsync();
        await OpenAsync(page, numbers.ReplaceLineEndings(" "));

        await page.PressAsync("Add to it or change it");
        await page.SeesAsync("Check before you save");
        await page.PressAsync("Change: Where would you like to start?");
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story + "\n\nI keep the list of my hours.");
        await page.GoOnAsync("Check before you save");
        await page.PressAsync("Change: Who may read it, and when?");
        await page.GetByLabel("Send it now").CheckAsync();
        await page.GoOnAsync("Check before you save");
        site.Behind.Failures.Enqueue("offline");
        await page.PressAsync("Seal and save the change");
        await page.SeesTextAsync("It did not go through.");
        await page.PressAsync("Seal and save the change");
        await page.SeesTextAsync("Your change is sealed. Your numbers stay the same.");
        await page.SeesTextAsync("I keep the list of my hours.");
        await page.SeesTextAsync("Send it now");
        site.Behind.Posted[^1].ShouldBe(site.Behind.Posted[^2]);

        await page.GetByText("Earlier versions", new() { Exact = true }).ClickAsync();
        await page.PressAsync("Read it: Version 1, sealed on November 23, 2026");
        var earlier = page.Locator("[data-earlier]");
        await Assertions.Expect(earlier.GetByText(Steps.Story)).ToBeVisibleAsync();
        await Assertions.Expect(earlier.GetByText("Hold it until others name the same person")).ToBeVisibleAsync();
        (await earlier.InnerTextAsync()).ShouldNotContain("I keep the list");

        await page.PressAsync("Take it back");
        await page.PressAsync("No, leave it");
        await page.PressAsync("Take it back");
        await page.PressAsync("Yes, take it back");
        await page.SeesAsync("What you wrote");
        await page.SeesTextAsync("What is still held is destroyed; what was already passed on, the organisation is told about.");
        (await page.ContentAsync()).ShouldNotContain("I keep the list");

        await page.PressAsync("Close and empty this page");
        await page.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await page.PressAsync("Open");
        await page.SeesTextAsync("We found nothing under these numbers.");
    }

    [Fact]
    public async Task Numbers_that_nobody_has_find_nothing_and_a_wrong_count_is_said()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/return");
        await page.GetByLabel("Your 28 numbers").FillAsync("1234 5678 9");
        await page.PressAsync("Open");
        await page.SeesTextAsync("We need 28 numbers, and there are 9 here.");
        await page.GetByLabel("Your 28 numbers").FillAsync(string.Concat(Enumerable.Repeat("0123 ", 7)));
        await page.PressAsync("Open");
        await page.SeesTextAsync("We found nothing under these numbers.");
    }

    [Fact]
    public async Task Ten_words_open_it_as_well_as_the_numbers_and_a_wrong_word_is_named()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.SealAsync();
        await page.GetByText("Show them as ten words").ClickAsync();
        var words = await page.Locator("[data-words] li").AllInnerTextsAsync();
        words.Count.ShouldBe(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "I have written them down" }).ClickAsync();

        // A page in another language reads them too.
        await page.GotoAsync("/es/return");
        await page.PressAsync("Tengo diez palabras");
        await page.GetByLabel("Tus 28 números").FillAsync(string.Join(' ', words.Skip(1)));
        await page.PressAsync("Abrir");
        await page.SeesTextAsync("Necesitamos diez palabras, y aquí hay 9.");
        await page.GotoAsync("/en/return");
        await page.GetByLabel("Your 28 numbers").FillAsync(string.Join(' ', [.. words.Skip(1), "wwww"]));
        await page.PressAsync("Open");
        await page.SeesTextAsync("We do not know the word “wwww”.");
        await page.GetByLabel("Your 28 numbers").FillAsync(string.Join(' ', [.. words.Skip(1), words[0]]));
        await page.PressAsync("Open");
        await page.SeesTextAsync("These words do not belong together.");
        await page.GetByLabel("Your 28 numbers").FillAsync(string.Join(", ", words).ToUpperInvariant());
        await page.PressAsync("Open");
        await page.SeesAsync("Report 1");
    }

    [Fact]
    public async Task A_refresh_empties_what_was_opened()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await OpenAsync(page, await page.SealAsync());
        await page.SeesTextAsync(Steps.Story);
        await page.ReloadAsync();
        await page.SeesAsync("Come back with your numbers");
        (await page.GetByLabel("Your 28 numbers").InputValueAsync()).ShouldBeEmpty();
        (await page.ContentAsync()).ShouldNotContain(Steps.Story);
    }

    [Fact]
    public async Task Who_can_read_what_stands_on_the_page_at_any_time()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await OpenAsync(page, await page.SealAsync());

        await page.GetByText("Who can read what").ClickAsync();

        await page.SeesTextAsync("You, with your 28 numbers.");
        await page.SeesTextAsync("Workers' Centre, as soon as enough people name the same person and each agreed to it. It takes 3 people, you included.");
        await page.SeesTextAsync("This page does not say whether anybody has read it");
        await page.SeesTextAsync("This site and the trustees see in which hour a report came");
        (await page.Locator("[data-readers=back]").InnerTextAsync()).ShouldNotContain("Earlier versions");
    }

    [Fact]
    public async Task The_copy_that_she_keeps_is_checked_and_opened_by_the_command_line_alone()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var numbers = await page.SealAsync();
        await OpenAsync(page, numbers.ReplaceLineEndings(" "));
        await page.PressAsync("Add to it or change it");
        await page.PressAsync("Change: Where would you like to start?");
        await page.Locator("textarea[name=story1]").FillAsync("I keep the list of my hours.");
        await page.GoOnAsync("Check before you save");
        await page.PressAsync("Seal and save the change");
        await page.SeesTextAsync("Your change is sealed.");

        await page.GetByText("Keep a copy", new() { Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("Make the file"));

        await page.SeesTextAsync("The file is called copy.json.");
        download.SuggestedFilename.ShouldBe("copy.json");
        using var folder = new TempFolder();
        await download.SaveAsAsync(folder["copy.json"]);
        var text = await File.ReadAllTextAsync(folder["copy.json"], TestContext.Current.CancellationToken);
        text.ShouldNotContain("list of my hours");
        var verified = await ChorusProcess.RunAsync("", "verify", folder["copy.json"], "--manifest-hash", Convert.ToHexString(site.Behind.Manifest.Hash));
        verified.Code.ShouldBe(0, verified.Output + verified.Error);
        verified.Output.ShouldContain("Version 2: signed, unchanged, acknowledged by all three trustees");
        var opened = await ChorusProcess.RunAsync(numbers.ReplaceLineEndings(" "), "open", folder["copy.json"]);
        opened.Code.ShouldBe(0, opened.Error);
        opened.Output.ShouldContain(Steps.Story);
        opened.Output.ShouldContain("I keep the list of my hours.");
    }

    private static async Task OpenAsync(IPage page, string numbers)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "I have written them down" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Come back with your numbers" }).ClickAsync();
        await page.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await page.PressAsync("Open");
        await page.SeesAsync("Report 1");
    }
}
