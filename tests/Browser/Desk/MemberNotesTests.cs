using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;

namespace Chorus.Browser.Tests.Desk;

/// <summary>What members write on reports for themselves: two of them, each in a browser of their own.</summary>
public sealed class MemberNotesTests(Chromium chromium, FourReports reports) : IClassFixture<FourReports>
{
    private DeskSite Site => reports.Site;

    private static ILocator Rows(AdvocateAtWork advocate) => advocate.Page.Locator("#list a.row");

    private static ILocator Team(AdvocateAtWork advocate) => advocate.Page.Locator("#pane .team-notes");

    private static ILocator Own(AdvocateAtWork advocate) => advocate.Page.Locator("#pane .own-notes");

    private static Task SaysAsync(ILocator card, string sentence) => Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync(sentence);

    private static async Task SaveAsync(AdvocateAtWork advocate, string note)
    {
        await Team(advocate).GetByLabel("New note").FillAsync(note);
        await Team(advocate).GetByRole(AriaRole.Button, new() { Name = "Save for the team" }).ClickAsync();
    }

    private async Task<(AdvocateAtWork Rosa, AdvocateAtWork Ana)> TwoAsync(string first, string second, int width = 1280)
    {
        var (rosa, ana) = (await Site.EnrolAsync(first), await Site.EnrolAsync(second));
        return (await Site.AdvocateAsync(chromium, rosa), await Site.AdvocateAsync(chromium, ana, width));
    }

    [Fact]
    public async Task A_report_is_given_to_a_colleague_who_finds_it_by_day_label_and_name_and_the_site_reads_none_of_it()
    {
        var (rosa, ana) = await TwoAsync("Rosa Prieto", "Ana Lima", 390);
        List<string> sent = [];
        rosa.Page.Request += (_, request) => sent.Add(request.PostData ?? "");
        await rosa.OpenAsync("The supervisor");
        await Team(rosa).GetByLabel("Labels").FillAsync("linen room");
        await Team(rosa).GetByLabel("Labels").PressAsync("Enter");
        await Team(rosa).GetByLabel("Who takes care of it").SelectOptionAsync("Ana Lima");
        await Team(rosa).GetByLabel("To be done by").FillAsync("1999-12-31");
        await SaveAsync(rosa, "She works nights.");
        await SaysAsync(Team(rosa), "This is not a day that can be.");
        await Assertions.Expect(Team(rosa).GetByLabel("New note")).ToHaveValueAsync("She works nights.");
        await Team(rosa).GetByLabel("To be done by").FillAsync("2026-01-02");
        await Team(rosa).GetByRole(AriaRole.Button, new() { Name = "Save for the team" }).ClickAsync();
        await SaysAsync(Team(rosa), "Saved. Your team can see it.");
        await Own(rosa).GetByLabel("New note for yourself").FillAsync("I know her aunt.");
        await Own(rosa).GetByRole(AriaRole.Button, new() { Name = "Save for yourself" }).ClickAsync();
        await SaysAsync(Own(rosa), "Saved. Only you are shown it.");
        await Assertions.Expect(Rows(rosa).Filter(new() { HasText = "The supervisor" })).ToContainTextAsync("With: Ana Lima");
        sent.ShouldContain(body => body.Contains("\"sealed\"", StringComparison.Ordinal));
        sent.ShouldAllBe(body => !body.Contains("nights", StringComparison.Ordinal) && !body.Contains("linen", StringComparison.Ordinal) && !body.Contains("2026-01-02", StringComparison.Ordinal));

        await ana.LookAgainAsync();
        await ana.Page.GetByLabel("Work", new() { Exact = true }).SelectOptionAsync("With me");
        await Assertions.Expect(Rows(ana)).ToHaveCountAsync(1);
        await Assertions.Expect(Rows(ana)).ToContainTextAsync("Overdue since 2 Jan");
        await Assertions.Expect(Rows(ana)).ToContainTextAsync("linen room");
        await ana.Page.GetByLabel("Work", new() { Exact = true }).SelectOptionAsync("Due today or overdue");
        await Assertions.Expect(ana.Page.Locator("#found")).ToContainTextAsync("1 of 4 reports.");
        await ana.Page.GetByLabel("Work", new() { Exact = true }).SelectOptionAsync("All");
        await ana.Page.Locator("#label").SelectOptionAsync("linen room");
        await Assertions.Expect(Rows(ana)).ToHaveCountAsync(1);
        await ana.Page.Locator("#label").SelectOptionAsync("All");
        await ana.Page.GetByLabel("Order").SelectOptionAsync("Earliest day first");
        await Assertions.Expect(Rows(ana).First).ToContainTextAsync("The supervisor");
        await ana.OpenAsync("The supervisor");
        await Assertions.Expect(Team(ana)).ToContainTextAsync("She works nights.");
        await Assertions.Expect(Own(ana)).Not.ToContainTextAsync("aunt");
        var wrong = new List<string>(await ana.Page.LookAtAsync("desk-390-notes"));
        wrong.AddRange(await rosa.Page.LookAtAsync("desk-1280-notes"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_save_at_once_neither_loses_a_word_and_the_second_is_told()
    {
        var (rosa, ana) = await TwoAsync("Rosa Vega", "Ana Soto");
        await rosa.OpenAsync("Kept asking");
        await ana.OpenAsync("Kept asking");
        await Team(rosa).GetByLabel("Who takes care of it").SelectOptionAsync("Rosa Vega");
        await SaveAsync(rosa, "I call her on Monday.");
        await SaysAsync(Team(rosa), "Saved.");
        await Team(ana).GetByLabel("Who takes care of it").SelectOptionAsync("Ana Soto");
        await SaveAsync(ana, "She has written to the union.");
        await SaysAsync(Team(ana), "Their words and yours are both kept.");
        await SaysAsync(Team(ana), "A colleague chose meanwhile who takes care of it.");
        await Assertions.Expect(Team(ana).Locator(".notes li")).ToHaveCountAsync(2);
        await Assertions.Expect(Team(ana).GetByLabel("Who takes care of it").Locator("option:checked")).ToHaveTextAsync("Rosa Vega");

        // What is typed and not saved outlives what others save.
        await Team(rosa).GetByLabel("New note").FillAsync("Half a sent");
        await rosa.LookAgainAsync();
        await Assertions.Expect(Team(rosa).Locator(".notes li")).ToHaveCountAsync(2);
        await Assertions.Expect(Team(rosa).GetByLabel("New note")).ToHaveValueAsync("Half a sent");
        await SaveAsync(rosa, new string('x', 70_000));
        await SaysAsync(Team(rosa), "This is too long.");
        (await Team(rosa).GetByLabel("New note").InputValueAsync()).Length.ShouldBe(70_000);
    }

    [Fact]
    public async Task Spam_leaves_the_list_once_a_second_member_has_looked_and_can_be_brought_back()
    {
        var (rosa, ana) = await TwoAsync("Rosa Gil", "Ana Mora");
        await rosa.OpenAsync("他在酒店");
        await Team(rosa).GetByRole(AriaRole.Button, new() { Name = "This is spam or abuse" }).ClickAsync();
        await Assertions.Expect(Team(rosa)).ToContainTextAsync("It leaves the list once another member says the same.");
        await Assertions.Expect(Team(rosa).GetByRole(AriaRole.Button, new() { Name = "Yes, set it aside" })).ToHaveCountAsync(0);
        await ana.LookAgainAsync();
        await Assertions.Expect(Rows(ana).Filter(new() { HasText = "他在酒店" })).ToContainTextAsync("Needs a second look");
        await ana.OpenAsync("他在酒店");
        await Team(ana).GetByRole(AriaRole.Button, new() { Name = "Yes, set it aside" }).ClickAsync();
        await Assertions.Expect(Rows(ana)).ToHaveCountAsync(3);
        await Assertions.Expect(ana.Page.Locator("#found")).ToHaveTextAsync("Set aside, not shown: 1.");
        await ana.Page.GetByLabel("Work", new() { Exact = true }).SelectOptionAsync("Set aside");
        await Assertions.Expect(Rows(ana)).ToHaveCountAsync(1);
        await Team(ana).GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await ana.Page.PressAsync("Show all");
        await Assertions.Expect(Rows(ana)).ToHaveCountAsync(4);
    }
}
