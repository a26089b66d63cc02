namespace Chorus.Browser.Tests.Pages;

/// <summary>Somebody writes down what another person says: consent first, and the numbers go to whose story it is.</summary>
public sealed class TogetherTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task Consent_comes_first_and_the_phone_changes_hands_before_the_numbers()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Somebody helps you to write? Begin here" }).ClickAsync();
        await page.SeesAsync("Who is writing it down with you?");
        await page.GetByLabel("Somebody who translates").CheckAsync();
        await page.GoOnAsync("Do you agree that it is written down?");
        await page.GetByLabel("No, or not now").CheckAsync();
        await page.PressAsync("Go on");
        await page.SeesTextAsync("Then nothing is written down, and nothing was kept.");
        await page.GetByLabel("Yes. I have heard this, and I agree.").CheckAsync();
        await page.GoOnAsync("Where would you like to start?");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.GoOnToAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        await Assertions.Expect(page.Locator("[data-answers]")).ToContainTextAsync("Somebody who translates");
        await page.SeesTextAsync("Whoever wrote it with you knows what was said.");
        await page.PressAsync("Seal and send");
        await page.SeesAsync("Now give the phone to the person whose story it is.");
        (await page.Locator("[data-numbers]").IsVisibleAsync()).ShouldBeFalse();
        await page.PressAsync("Show the numbers");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
    }

    [Fact]
    public async Task Without_scripts_two_write_together_as_well()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        (await page.GetByText("Who is writing it down with you?").IsVisibleAsync()).ShouldBeFalse();
        await page.GotoAsync("/en/write?with=helper");
        await page.Locator("textarea[name=story1]").FillAsync(Steps.Story);
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesTextAsync("Then nothing is written down, and nothing was kept.");
        (await page.Locator("textarea[name=story1]").InputValueAsync()).ShouldBe(Steps.Story);
        await page.GetByLabel("Yes. I have heard this, and I agree.").CheckAsync();
        await page.PressAsync("Go on and check");
        await page.SeesAsync("Check before you send");
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("Now give the phone to the person whose story it is.");
        (await page.Locator(".numbers").IsVisibleAsync()).ShouldBeFalse();
        await page.GetByText("Show the numbers").ClickAsync();
        (await page.Locator(".numbers").IsVisibleAsync()).ShouldBeTrue();
        site.SealedBySite.ShouldNotBeEmpty();
    }
}
