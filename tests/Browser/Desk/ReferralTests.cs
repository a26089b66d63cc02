using Chorus.App.Tests.Deployment;
using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;
using Chorus.Escrow.Depositing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>A desk asks whether parts of a report may go to an institution, and the reporter decides in her own browser.</summary>
public sealed class ReferralTests(Chromium chromium, DeskSite site) : IClassFixture<DeskSite>
{
    private const string Institution = TestDeployment.Campus;
    private const string Story = "The supervisor stood in the linen room door.";
    private const string Why = "They can move the supervisor to another shift.";
    private static readonly ReportIdentifier Mail = new("email", "boss@hotel.example", MayRelease: true);

    [Fact]
    public async Task An_institution_gets_the_parts_that_its_reporter_chose_once_whatever_the_line_does_and_nothing_after_a_no()
    {
        var numbers = await site.SendUnderNumbersAsync(Story, Mail, "B06");
        var other = await site.SendUnderNumbersAsync("I wrote it down and that is enough.", Mail with { Value = "other@hotel.example" }, "B03");
        await site.RunAsync();
        var advocate = await site.AdvocateAsync(chromium);
        await AskAsync(advocate.Page, "linen room");
        await Assertions.Expect(Referral(advocate.Page)).ToContainTextAsync("No answer yet.");
        (await advocate.Page.LookAtAsync("referral-desk-asked-en-1280")).ShouldBeEmpty();
        await AskAsync(advocate.Page, "that is enough");

        var phone = new ReporterAtWork(await site.PhoneAsync(chromium));
        await AgreesAsync(phone, numbers);
        await RefusesAsync(new(await site.PhoneAsync(chromium)), other);

        await site.RunAsync();
        await ReadsAsync(await site.AdvocateAsync(chromium, await site.EnrolAtInstitutionAsync("Case officer")));
        await advocate.LookAgainAsync();
        await Assertions.Expect(Referral(advocate.Page)).ToContainTextAsync($"{Institution}: they said no on");
        await Assertions.Expect(advocate.Page.GetByLabel("Which institution")).ToHaveCountAsync(0);
        await advocate.OpenAsync("linen room");
        await Assertions.Expect(Referral(advocate.Page)).ToContainTextAsync($"{Institution}: they said yes on");
        await Assertions.Expect(Referral(advocate.Page).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        (await advocate.Page.LookAtAsync("referral-desk-answered-en-1280")).ShouldBeEmpty();
    }

    private static ILocator Referral(IPage desk) => desk.Locator("#pane [data-referral]");

    private static async Task AskAsync(IPage desk, string report)
    {
        await desk.Locator("#list a.row").Filter(new() { HasText = report }).First.ClickAsync();
        await desk.GetByText("Ask them whether it may go to an institution").ClickAsync();
        await desk.GetByLabel("Which institution").SelectOptionAsync(Institution);
        await desk.GetByLabel("Why you ask, and what would follow").FillAsync(Why);
        (await desk.LookAtAsync("referral-desk-ask-en-1280")).ShouldBeEmpty();
        await desk.PressAsync("Ask them");
        await Assertions.Expect(Referral(desk)).ToContainTextAsync($"{Institution}: you asked on");
    }

    /// <summary>To her story and who it was. The line breaks before the site's answer comes back, and she opens the page anew.</summary>
    private static async Task AgreesAsync(ReporterAtWork reporter, string numbers)
    {
        var page = reporter.Page;
        await reporter.ReturnAsync(numbers);
        var card = page.Locator("[data-reports] [data-referral]");
        await Assertions.Expect(card).ToContainTextAsync(Why);
        await Assertions.Expect(card).ToContainTextAsync($"{Institution} has to look into what it is told");
        (await page.LookAtAsync("referral-asked-en-360")).ShouldBeEmpty();

        await page.PressAsync("Yes, I choose the parts");
        await page.SeesAsync($"What may {Institution} read?");
        var parts = page.Locator("[data-tell] fieldset input");
        (await page.Locator("[data-tell] input:checked").CountAsync()).ShouldBe(0);
        await page.PressAsync($"Send these parts to {Institution}");
        await page.SeesTextAsync("Choose at least one part, or go back.");
        await page.Locator("[data-tell] label", new() { HasText = Story }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByLabel("Say that workers-centre asked me").CheckAsync();
        await page.Locator("[data-tell] label", new() { HasText = Mail.Value }).GetByRole(AriaRole.Checkbox).CheckAsync();
        (await page.LookAtAsync("referral-parts-en-360")).ShouldBeEmpty();

        await page.RouteAsync("**/api/statements", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.PressAsync($"Send these parts to {Institution}");
        await page.SeesTextAsync("We do not know yet whether it arrived.");
        (await parts.EvaluateAllAsync<int>("boxes => boxes.filter(box => box.checked).length")).ShouldBe(2);
        (await parts.EvaluateAllAsync<bool>("boxes => boxes.every(box => box.disabled)")).ShouldBeTrue();
        await page.UnrouteAllAsync();

        await reporter.ReturnAsync(numbers);
        await Assertions.Expect(card).ToContainTextAsync("workers-centre does not know yet.");
        await Assertions.Expect(page.Locator("[data-reports] > .card")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("[data-readers=back]").First).ToContainTextAsync($"{Institution}: the parts that you sent there on");
        (await page.LookAtAsync("referral-sent-en-360")).ShouldBeEmpty();
        await page.PressAsync("Tell workers-centre that you said yes");
        await page.SeesAsync($"Yes, I have sent parts of my report to {Institution}.");
        await Assertions.Expect(page.Locator("#referral-went li")).ToHaveCountAsync(2);
        var which = page.GetByLabel("Also tell workers-centre which parts I sent");
        await Assertions.Expect(which).Not.ToBeCheckedAsync();
        await which.CheckAsync();
        (await page.LookAtAsync("referral-tell-en-360")).ShouldBeEmpty();
        await page.PressAsync("Send the message");
        await Assertions.Expect(page.Locator("[data-said]")).ToHaveTextAsync("Sent.");
        await Assertions.Expect(card).ToContainTextAsync("Your answer: Yes, I have sent parts of my report");
    }

    private static async Task RefusesAsync(ReporterAtWork reporter, string numbers)
    {
        await reporter.ReturnAsync(numbers);
        await reporter.Page.PressAsync("No");
        await reporter.Page.SeesAsync($"No, I do not want my report to go to {Institution}.");
        (await reporter.Page.LookAtAsync("referral-no-en-360")).ShouldBeEmpty();
        await reporter.Page.PressAsync("Send the message");
        await Assertions.Expect(reporter.Page.Locator("[data-said]")).ToHaveTextAsync("Sent.");
        await Assertions.Expect(reporter.Page.Locator("[data-reports] > .card")).ToHaveCountAsync(1);
    }

    private static async Task ReadsAsync(AdvocateAtWork officer)
    {
        var page = officer.Page;
        await Assertions.Expect(page.Locator("#list a.row")).ToHaveCountAsync(1);
        await page.Locator("#list a.row").ClickAsync();
        await Assertions.Expect(page.Locator("#pane [data-referred]")).ToContainTextAsync("workers-centre asked them whether it may come to you");
        var words = page.Locator("#pane .words");
        await Assertions.Expect(words).ToContainTextAsync(Story);
        await Assertions.Expect(words).ToContainTextAsync(Mail.Value);
        await Assertions.Expect(words).Not.ToContainTextAsync("A hotel or guest house");
        await Assertions.Expect(words.Locator("h2")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#pane [data-referral]")).ToHaveCountAsync(0);
        (await page.LookAtAsync("referral-institution-en-1280")).ShouldBeEmpty();
    }
}
