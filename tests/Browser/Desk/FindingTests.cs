using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;

namespace Chorus.Browser.Tests.Desk;

/// <summary>Finding reports on the desk, by pointer and by keys.</summary>
public sealed class FindingTests(Chromium chromium, FourReports reports) : IClassFixture<FourReports>
{
    private DeskSite Site => reports.Site;

    private static ILocator Rows(AdvocateAtWork advocate) => advocate.Page.Locator("#list a.row");

    [Fact]
    public async Task What_is_typed_finds_words_of_reports_and_messages_and_the_way_back_shows_all()
    {
        var advocate = await Site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(4);
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        foreach (var (words, title) in new[] { ("inigo NOCHE", "Me mandaba"), ("kettle", "The supervisor"), ("走廊", "他在酒店"), ("lin roo", "The supervisor") })
        {
            await search.FillAsync(words);
            await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(1);
            await Assertions.Expect(Rows(advocate)).ToContainTextAsync(title);
            await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("1 of 4 reports.");
        }
        await search.FillAsync("600 123 456");
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("2 of 4 reports.");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 reports agree on a phone number" })).ToBeVisibleAsync();

        await search.FillAsync("nobody wrote this");
        await page.SeesTextAsync("Nothing found.");
        await page.PressAsync("Show all");
        await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(4);
        await Assertions.Expect(search).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task The_list_is_narrowed_and_put_in_another_order()
    {
        var advocate = await Site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("Waiting for an answer");
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("2 of 4 reports.");
        await page.GetByLabel("Order").SelectOptionAsync("Longest waiting first");
        await Assertions.Expect(Rows(advocate).First).ToContainTextAsync("The supervisor");
        await Assertions.Expect(Rows(advocate).First).ToContainTextAsync("waiting for an answer since 24 Nov");
        await Assertions.Expect(Rows(advocate).Nth(1)).ToContainTextAsync("2 reports agree on a phone number");
        await page.GetByLabel("Kind").SelectOptionAsync("following or watching");
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("1 of 4 reports.");
        await page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("Released in a group");
        await Assertions.Expect(Rows(advocate)).ToContainTextAsync("Me mandaba");
    }

    [Fact]
    public async Task A_report_is_unread_until_it_is_shown_and_says_who_has_opened_it()
    {
        var colleague = await Site.EnrolAsync("Rosa Prieto");
        var advocate = await Site.AdvocateAsync(chromium, colleague);
        var page = advocate.Page;
        await Assertions.Expect(page.Locator("#list .mark")).ToHaveCountAsync(4);
        await page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("Not read yet");
        await advocate.OpenAsync("他在酒店");
        var opened = page.Locator("#pane .card").Filter(new() { HasText = "Who has opened it" });
        await Assertions.Expect(opened).ToContainTextAsync("You: first read on");
        // It stays in the list while it is read, and leaves it after that.
        await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(4);
        await advocate.OpenAsync("The supervisor");
        await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(3);

        var other = await Site.AdvocateAsync(chromium, await Site.EnrolAsync("Ana Lima"));
        await other.OpenAsync("他在酒店");
        opened = other.Page.Locator("#pane .card").Filter(new() { HasText = "Who has opened it" });
        await Assertions.Expect(opened).ToContainTextAsync("Rosa Prieto: first read on");
        await other.OpenAsync("Kept asking");
        await Assertions.Expect(opened).ToContainTextAsync("Rosa Prieto: sent to their browser on");
    }

    [Fact]
    public async Task Who_decides_reads_the_thread_and_is_told_who_answers()
    {
        var decider = await Site.AdvocateAsync(chromium, await Site.EnrolAsync("Dora Vidal", Role.DecisionMaker));
        await decider.OpenAsync("The supervisor");
        var pane = decider.Page.Locator("#pane");
        await Assertions.Expect(pane).ToContainTextAsync("I write once more about the kettle.");
        await Assertions.Expect(pane).ToContainTextAsync("Advocates and case officers write to the reporter.");
        await Assertions.Expect(pane.Locator("form.answer")).ToHaveCountAsync(0);
        await Assertions.Expect(pane.GetByText("Open a case from this report")).ToHaveCountAsync(0);

        var officer = await Site.AdvocateAsync(chromium, await Site.EnrolAsync("Olga Ruiz", Role.CaseOfficer));
        await officer.OpenAsync("The supervisor");
        await Assertions.Expect(officer.Page.GetByLabel("Write back")).ToBeVisibleAsync();
        await Assertions.Expect(officer.Page.GetByText("Open a case from this report")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_is_gone_through_by_keys_and_letters_can_be_switched_off()
    {
        var advocate = await Site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await Assertions.Expect(Rows(advocate).First).ToBeFocusedAsync();
        foreach (var (key, row) in new[] { ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("ArrowUp", 0) })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(Rows(advocate).Nth(row)).ToBeFocusedAsync();
        }
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#pane h1")).ToBeFocusedAsync();

        // In a field letters are letters.
        var answer = page.GetByLabel("Write back");
        await answer.FocusAsync();
        await page.Keyboard.TypeAsync("just a key? / and");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(answer).ToHaveValueAsync("just a key? / and");
        await page.Locator("#pane h1").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Rows(advocate).First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("kjar?");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("kjar?");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Rows(advocate).First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("?");
        var keys = page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Assertions.Expect(keys).ToBeVisibleAsync();
        await keys.GetByLabel("Use single letters and signs as keys").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(keys).ToBeHiddenAsync();
        await Rows(advocate).First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(Rows(advocate).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Rows(advocate).Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Locking_forgets_what_was_searched_for_and_nothing_of_it_is_kept()
    {
        var advocate = await Site.AdvocateAsync(chromium);
        var page = advocate.Page;
        await page.Locator("#search").FillAsync("kettle");
        await page.PressAsync("Lock now");
        (await page.Locator("#search").InputValueAsync()).ShouldBe("");
        (await page.Locator("#list").TextContentAsync()).ShouldBe("");
        (await page.Locator("#found").TextContentAsync()).ShouldBe("");
        (await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0);
        page.Url.ShouldNotContain("kettle");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_desk_looks_right_and_axe_finds_nothing(int width)
    {
        var advocate = await Site.AdvocateAsync(chromium, width: width);
        var page = advocate.Page;
        await Assertions.Expect(Rows(advocate)).ToHaveCountAsync(4);
        var wrong = new List<string>(await page.LookAtAsync($"desk-{width}-list"));
        await page.Locator("#search").FillAsync("nobody wrote this");
        wrong.AddRange(await page.LookAtAsync($"desk-{width}-nothing"));
        await page.Locator("#search").FillAsync("");
        await page.GetByLabel("Order").SelectOptionAsync("Longest waiting first");
        await advocate.OpenAsync("The supervisor");
        wrong.AddRange(await page.LookAtAsync($"desk-{width}-report"));
        if (width == 1280)
        {
            await page.PressAsync("Keys");
            wrong.AddRange(await page.LookAtAsync($"desk-{width}-keys"));
        }
        wrong.ShouldBeEmpty();
    }
}
