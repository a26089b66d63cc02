using Chorus.Browser.Tests.Pages;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>What stands beside the form that writes to a reporter, and what an answer that nothing was done asks for.</summary>
public sealed class WritingTests(Chromium chromium, DeskSite site) : IClassFixture<DeskSite>
{
    private static readonly ReportIdentifier Mail = new("email", "boss@hotel.example", MayRelease: true);

    [Fact]
    public async Task What_is_safe_stands_above_the_field_and_ready_words_go_into_it_in_the_reporters_language_and_are_sent_by_nobody_but_the_advocate()
    {
        const string Reach = "Solo los martes por la mañana, y di que eres de la biblioteca.";
        await site.SendInAsync("es", new(StringComparer.Ordinal)
        {
            ["story"] = Answer.Of([new Piece("En la lavandería, después del turno.")]), ["contact"] = Answer.Of("also"), ["reach"] = Answer.Of(Reach),
        }, Quorum.Of(1), Mail);
        await site.SendAsync("Only my numbers, nothing else.", Quorum.Of(1), Mail with { Value = "other@hotel.example" });
        await site.RunAsync();
        var advocate = await site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await advocate.OpenAsync("Only my numbers");
        await Assertions.Expect(page.Locator("#answer-safe")).ToContainTextAsync("Do not contact them in any other way.");

        await advocate.OpenAsync("En la lavandería");
        await Assertions.Expect(page.Locator("#answer-safe")).ToContainTextAsync(Reach);
        var field = page.GetByLabel("Write back");
        await field.FillAsync("Hola.");
        await page.GetByText("Ready words").ClickAsync();
        await Assertions.Expect(page.Locator(".ready")).ToContainTextAsync("In your language: May we call you?");
        await page.PressAsync("Ask whether you may call");
        (await field.InputValueAsync()).ShouldStartWith("Hola.\n\n¿Podemos llamarte?");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#pane .thread li")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_says_that_nothing_was_done_does_not_wait_and_is_told_in_one_press_that_it_was_read()
    {
        var report = await site.SendAsync("They were kind to me afterwards.", Quorum.Of(1), Mail with { Value = "third@hotel.example" });
        await site.RunAsync();
        var advocate = await site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await advocate.OpenAsync("They were kind");
        await advocate.WriteBackAsync("We are here.");
        await site.WriteAsync(
            report, new WatchAnswer("30", null, "nothing", [], Other: false, null, null), "Nothing was done to me because I spoke.", "2026-12-24T10Z");
        await advocate.LookAgainAsync();
        var row = page.Locator("#list a.row", new() { HasText = "They were kind" });
        await page.SeesTextAsync("Nothing was done to me because I spoke.");
        await Assertions.Expect(row).Not.ToContainTextAsync("Waiting");

        await page.GetByText("Tell them that you have read it").ClickAsync();
        var told = page.Locator("#pane .side").GetByLabel("What you write to them about it");
        (await told.InputValueAsync()).ShouldStartWith("Thank you for telling us.");
        await page.Locator("#pane .side").GetByRole(AriaRole.Button, new() { Name = "Seal and send" }).ClickAsync();
        await Assertions.Expect(page.Locator("#pane .thread")).ToContainTextAsync("Thank you for telling us.");
        await Assertions.Expect(page.Locator("#pane .side")).ToContainTextAsync("You wrote to them about it on");
    }
}
