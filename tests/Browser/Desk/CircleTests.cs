using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Reach;
using Chorus.Browser.Tests.Story;
using Chorus.Escrow.Depositing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>People whose reports were released together meet, each having been asked alone: a circle from its first question until nothing of it is left.</summary>
public sealed class CircleTests(Chromium chromium, DeskSite site) : IClassFixture<DeskSite>
{
    private const int MostMore = 30 * 1024;
    private const string Why = "You could tell each other how it is for you now.";
    private static readonly ReportIdentifier Phone = new("phone", "+34 600 123 456", MayRelease: true, Region: "ES");
    private static readonly string[] Names = ["Rose", "Amapola", "Linden"];

    [Fact]
    public async Task Three_agree_and_meet_in_turns_one_leaves_and_when_it_is_ended_nothing_is_left()
    {
        string[] numbers =
        [
            await site.SendUnderNumbersAsync("Kept asking me to meet after my shift.", Phone, Quorum.Of(4), "B03"),
            await site.SendUnderNumbersAsync("Sent me messages at night.", Phone, Quorum.Of(4), "B03"),
            await site.SendUnderNumbersAsync("Stood in the linen room door.", Phone, Quorum.Of(4), "B06"),
            await site.SendUnderNumbersAsync("I only want it written down.", Phone, Quorum.Of(4), "B03"),
        ];
        await site.RunAsync();
        var advocate = await site.AdvocateAsync(chromium);
        await AskAsync(advocate.Page);

        List<ReporterAtWork> phones = [];
        foreach (var (own, name) in numbers.Zip(Names))
        {
            phones.Add(new(await site.PhoneAsync(chromium)));
            await AgreesAsync(phones[^1], own, name, look: phones.Count == 1);
        }
        await RefusesAsync(new(await site.PhoneAsync(chromium)), numbers[3]);

        var order = await BeginAsync(advocate);
        await AColleagueCannotOpenItAsync();
        var (first, second, leaver) = (phones[Array.IndexOf(Names, order[0])], phones[Array.IndexOf(Names, order[1])], phones[Array.IndexOf(Names, order[2])]);
        await OpenAsync(second, numbers[phones.IndexOf(second)], "Whose turn it is");
        await SpeaksAsync(first, numbers[phones.IndexOf(first)]);
        await PassesAsync(second, order[0]);
        await LeavesAsync(leaver, numbers[phones.IndexOf(leaver)]);
        await AnswersAsync(advocate.Page, order[2]);
        await second.Page.PressAsync("Look again");
        await Assertions.Expect(second.Page.Locator("[data-talk]")).ToContainTextAsync("Thank you both.");

        (await site.CircleRowsAsync()).ShouldBe(1 + 4 + 5);
        await EndAsync(advocate.Page);
        (await site.CircleRowsAsync()).ShouldBe(0);
        await second.Page.PressAsync("Look again");
        await second.Page.SeesTextAsync("You are not in this circle any more");
        foreach (var (phone, own) in phones.Zip(numbers))
        {
            await phone.ReturnAsync(own);
            await Assertions.Expect(Circle(phone.Page)).ToContainTextAsync("The circle is over. Nothing of it is kept.");
        }
    }

    private static ILocator Circle(IPage phone) => phone.Locator("[data-reports] [data-circle]");

    private static ILocator Circles(IPage desk) => desk.Locator("#pane [data-circles]");

    private static async Task AskAsync(IPage desk)
    {
        await Assertions.Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "4 reports agree on a phone number" })).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "Read together" }).ClickAsync();
        await Circles(desk).GetByText("Ask whether they want to meet").ClickAsync();
        await Circles(desk).GetByLabel("What you write to each of them").FillAsync(Why);
        await Circles(desk).GetByLabel("Passphrase").FillAsync("not the passphrase");
        await desk.PressAsync("Ask them");
        await Assertions.Expect(Circles(desk)).ToContainTextAsync("This passphrase does not open it.");
        await Circles(desk).GetByLabel("Passphrase").FillAsync("a passphrase");
        (await desk.LookAtAsync("circle-desk-ask-en-1280")).ShouldBeEmpty();
        await desk.PressAsync("Ask them");
        await Assertions.Expect(Circles(desk).Locator("[data-circle] li")).ToHaveCountAsync(4);
        await Assertions.Expect(Circles(desk).GetByText("no answer yet")).ToHaveCountAsync(4);
        await Assertions.Expect(Circles(desk)).ToContainTextAsync("A circle can begin when at least two have said yes.");
    }

    private static async Task AgreesAsync(ReporterAtWork reporter, string numbers, string name, bool look)
    {
        var page = reporter.Page;
        await reporter.ReturnAsync(numbers);
        await Assertions.Expect(Circle(page)).ToContainTextAsync("Others who are asked too: 3.");
        await Assertions.Expect(Circle(page)).ToContainTextAsync(Why);
        if (look)
        {
            (await page.LookAtAsync("circle-asked-en-360")).ShouldBeEmpty();
        }
        await page.PressAsync("Yes, I want to meet the others");
        await page.SeesAsync("Yes, I want to meet the others");
        await page.PressAsync("Send the message");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Make up a name of up to 40 letters." })).ToBeVisibleAsync();
        await page.GetByLabel("What shall they call you?").FillAsync(name);
        if (look)
        {
            (await page.LookAtAsync("circle-name-en-360")).ShouldBeEmpty();
        }
        await page.PressAsync("Send the message");
        await Assertions.Expect(Circle(page)).ToContainTextAsync("You said yes.");
    }

    /// <summary>In Arabic, from right to left.</summary>
    private static async Task RefusesAsync(ReporterAtWork reporter, string numbers)
    {
        var page = reporter.Page;
        await page.GotoAsync("/ar/return");
        await page.Locator("#numbers").FillAsync(numbers);
        await page.Locator("[data-enter] .go").ClickAsync();
        await Assertions.Expect(Circle(page)).ToContainTextAsync(Why);
        (await page.LookAtAsync("circle-asked-ar-360")).ShouldBeEmpty();
        await Circle(page).GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.Locator("[data-tell] .go").ClickAsync();
        await Assertions.Expect(Circle(page).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    /// <summary>Gives the names of the members in the order of their turns, which was made by chance.</summary>
    private static async Task<string[]> BeginAsync(AdvocateAtWork advocate)
    {
        var desk = advocate.Page;
        await advocate.LookAgainAsync();
        await Assertions.Expect(Circles(desk).GetByText("said yes on")).ToHaveCountAsync(3);
        await Assertions.Expect(Circles(desk).GetByText("said no on")).ToHaveCountAsync(1);
        await Circles(desk).GetByLabel("What they call you").FillAsync("Ana");
        await Circles(desk).GetByLabel("Passphrase").FillAsync("a passphrase");
        (await desk.LookAtAsync("circle-desk-begin-en-1280")).ShouldBeEmpty();
        await desk.PressAsync("Begin the circle");
        var who = await Circles(desk).GetByText("In the circle:").InnerTextAsync();
        await Assertions.Expect(Circles(desk).Locator("[data-turn]")).ToContainTextAsync("Whose turn it is");
        await Assertions.Expect(Circles(desk).GetByLabel("What do you want to say?")).ToHaveCountAsync(0);
        return [.. Names.OrderBy(name => who.IndexOf(name, StringComparison.Ordinal))];
    }

    private async Task AColleagueCannotOpenItAsync()
    {
        var colleague = await site.AdvocateAsync(chromium, await site.EnrolAsync("Rosa Prieto"));
        await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "Read together" }).ClickAsync();
        await Assertions.Expect(Circles(colleague.Page)).ToContainTextAsync("You do not keep this circle");
        await Assertions.Expect(Circles(colleague.Page)).Not.ToContainTextAsync("Rose");
        await colleague.Page.Context.CloseAsync();
    }

    private static async Task OpenAsync(ReporterAtWork reporter, string numbers, string turn)
    {
        await reporter.ReturnAsync(numbers);
        await Assertions.Expect(Circle(reporter.Page)).ToContainTextAsync("The circle has begun.");
        var meter = await LineMeter.OnAsync(reporter.Page);
        await reporter.Page.PressAsync("Open the circle");
        await Assertions.Expect(reporter.Page.Locator("[data-turn]")).ToContainTextAsync(turn);
        var bytes = meter.Take();
        TestContext.Current.TestOutputHelper?.WriteLine($"a circle, opened: {bytes} bytes on the line");
        bytes.ShouldBeLessThan(MostMore);
    }

    private static async Task SpeaksAsync(ReporterAtWork reporter, string numbers)
    {
        var page = reporter.Page;
        await OpenAsync(reporter, numbers, "It is your turn, until");
        (await page.LookAtAsync("circle-turn-en-360")).ShouldBeEmpty();
        await page.PressAsync("Send the message");
        await page.SeesTextAsync("Write something first.");
        await page.GetByLabel("What do you want to say?").FillAsync("I thought I was the only one.");
        await page.PressAsync("Send the message");
        await Assertions.Expect(page.Locator("[data-talk]")).ToContainTextAsync("I thought I was the only one.");
        await Assertions.Expect(page.GetByLabel("What do you want to say?")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-turn]")).ToContainTextAsync("Whose turn it is");
    }

    private static async Task PassesAsync(ReporterAtWork reporter, string author)
    {
        var page = reporter.Page;
        await page.PressAsync("Look again");
        await Assertions.Expect(page.Locator("[data-talk] li").First).ToContainTextAsync(author);
        await Assertions.Expect(page.Locator("[data-talk] li").First).ToContainTextAsync("I thought I was the only one.");
        await page.PressAsync("Pass this time");
        await Assertions.Expect(page.Locator("[data-talk] li").Last).ToContainTextAsync("(passed this time)");
    }

    private static async Task LeavesAsync(ReporterAtWork reporter, string numbers)
    {
        var page = reporter.Page;
        await OpenAsync(reporter, numbers, "It is your turn, until");
        await page.GetByText("Leave the circle").ClickAsync();
        (await page.LookAtAsync("circle-leave-en-360")).ShouldBeEmpty();
        await page.PressAsync("Yes, I am sure");
        await page.SeesTextAsync("You are not in this circle any more");
        await reporter.ReturnAsync(numbers);
        await page.PressAsync("Open the circle");
        await page.SeesTextAsync("You are not in this circle any more");
    }

    private static async Task AnswersAsync(IPage desk, string left)
    {
        await Circles(desk).GetByRole(AriaRole.Button, new() { Name = "Look for new ones" }).ClickAsync();
        await Assertions.Expect(Circles(desk).Locator("[data-talk] li").Last).ToContainTextAsync($"{left}, ");
        await Assertions.Expect(Circles(desk).Locator("[data-talk] li").Last).ToContainTextAsync("(has left)");
        await Circles(desk).GetByLabel("What do you want to say?").FillAsync("Thank you both.");
        (await desk.LookAtAsync("circle-desk-turn-en-1280")).ShouldBeEmpty();
        await Circles(desk).GetByRole(AriaRole.Button, new() { Name = "Seal and send" }).ClickAsync();
        await Assertions.Expect(Circles(desk).Locator("[data-talk] li").Last).ToContainTextAsync("Thank you both.");
    }

    private static async Task EndAsync(IPage desk)
    {
        await Circles(desk).GetByText("End this circle").ClickAsync();
        await desk.PressAsync("Yes, end it");
        await Assertions.Expect(Circles(desk)).ToContainTextAsync("The circle is over. Nothing of it is kept.");
    }
}
