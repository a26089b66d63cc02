using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;

namespace Chorus.Browser.Tests.Desk;

/// <summary>Parts of a report leave the desk in clear: one member asks, another looks and approves, and only then there is a file.</summary>
public sealed class ExtractsTests(Chromium chromium, FourReports reports) : IClassFixture<FourReports>
{
    private DeskSite Site => reports.Site;

    private static ILocator Card(AdvocateAtWork advocate) => advocate.Page.Locator("#pane [data-extract]");

    private static Task SaysAsync(AdvocateAtWork advocate, string sentence) => Assertions.Expect(Card(advocate)).ToContainTextAsync(sentence);

    private static Task PressAsync(AdvocateAtWork advocate, string name) => Card(advocate).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task FoldAsync(AdvocateAtWork advocate, string summary) => Card(advocate).Locator("summary", new() { HasText = summary }).First.ClickAsync();

    [Fact]
    public async Task It_is_asked_at_a_phone_approved_by_another_who_saw_it_and_made_without_what_was_left_out()
    {
        var (rosa, ana) = (await Site.EnrolAsync("Rosa Luna"), await Site.EnrolAsync("Ana Luna"));
        var asking = await Site.AdvocateAsync(chromium, rosa, 360);
        var looking = await Site.AdvocateAsync(chromium, ana);
        List<string> sent = [];
        asking.Page.Request += (_, request) => sent.Add(request.PostData ?? "");

        await asking.OpenAsync("The supervisor");
        await FoldAsync(asking, "Ask for an extract");
        await PressAsync(asking, "Ask another person to approve");
        await SaysAsync(asking, "Write for whom it is and what for.");
        await Card(asking).GetByLabel("For whom is it, and what for?").FillAsync("For the labour court, case 17.");
        await Card(asking).GetByLabel("kettle").CheckAsync();
        await Card(asking).GetByLabel("Words to black out, one a line").FillAsync("supervisor\nboss@hotel.example");
        await FoldAsync(asking, "See what would be in it");
        await Assertions.Expect(Card(asking).Locator("form .extract")).ToContainTextAsync("The █████ stood in the linen room door.");
        await Assertions.Expect(Card(asking).Locator("form .extract")).Not.ToContainTextAsync("kettle");
        var wrong = new List<string>(await asking.Page.LookAtAsync("desk-360-extract-asked"));
        await PressAsync(asking, "Ask another person to approve");
        await SaysAsync(asking, "Your request waits for another person.");
        await Assertions.Expect(Card(asking).GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        sent.ShouldAllBe(body => !body.Contains("court", StringComparison.Ordinal) && !body.Contains("supervisor", StringComparison.Ordinal));

        await looking.LookAgainAsync();
        await looking.Page.GetByRole(AriaRole.Link, new() { Name = "1 extract waits for you to look at it." }).ClickAsync();
        await SaysAsync(looking, "For the labour court, case 17.");
        await SaysAsync(looking, "Asked for by Rosa Luna");
        await FoldAsync(looking, "See what would be in it");
        await SaysAsync(looking, "1 part was left out.");
        wrong.AddRange(await looking.Page.LookAtAsync("desk-1280-extract"));
        await PressAsync(looking, "Approve");
        await SaysAsync(looking, "Approved by Ana Luna.");
        await Assertions.Expect(looking.Page.Locator("#extracts")).ToBeHiddenAsync();

        await asking.Page.Locator("#pane a.back").ClickAsync();
        await asking.LookAgainAsync();
        await asking.OpenAsync("The supervisor");
        var download = await asking.Page.RunAndWaitForDownloadAsync(() => PressAsync(asking, "Make the file"));
        var file = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        file.ShouldContain("The █████ stood in the linen room door.");
        file.ShouldContain("Approved by Ana Luna.");
        file.ShouldContain("For: For the labour court, case 17.");
        file.ShouldNotContain("kettle");
        file.ShouldNotContain("boss@hotel");
        await SaysAsync(asking, "The file was made.");
        // The report itself is as it was.
        await Assertions.Expect(asking.Page.Locator("#pane .words")).ToContainTextAsync("The supervisor stood in the linen room door.");

        await looking.Page.GotoAsync("/desk/members/record");
        await looking.Page.SeesTextAsync("The file of an extract was made. By: Rosa Luna.");
        await looking.Page.SeesTextAsync("An extract of a report was approved. By: Ana Luna.");
        wrong.AddRange(await looking.Page.LookAtAsync("members-record-1280"));
        await looking.Page.SetViewportSizeAsync(360, 740);
        wrong.AddRange(await looking.Page.LookAtAsync("members-record-360"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_was_refused_is_gone_for_both_and_can_be_made_anew()
    {
        var (rosa, ana) = (await Site.EnrolAsync("Rosa Paz"), await Site.EnrolAsync("Ana Paz"));
        var asking = await Site.AdvocateAsync(chromium, rosa);
        var looking = await Site.AdvocateAsync(chromium, ana);
        await asking.OpenAsync("Kept asking");
        await FoldAsync(asking, "Ask for an extract");
        await Card(asking).GetByLabel("For whom is it, and what for?").FillAsync("For the union.");
        await PressAsync(asking, "Ask another person to approve");
        await SaysAsync(asking, "Nobody has approved it yet.");

        await looking.LookAgainAsync();
        await looking.OpenAsync("Kept asking");
        await PressAsync(looking, "Refuse");
        await SaysAsync(looking, "The request is gone.");
        await Assertions.Expect(Card(looking)).Not.ToContainTextAsync("For the union.");
        await PressAsync(asking, "Take the request back");
        await SaysAsync(asking, "This extract is not asked for any more.");
        await asking.LookAgainAsync();
        await Assertions.Expect(Card(asking)).Not.ToContainTextAsync("For the union.");
    }
}
