namespace Chorus.Browser.Tests.Pages;

/// <summary>
/// Walks through every page as a person would, narrow and wide, light and dark, and looks at each: axe finds nothing,
/// nothing overflows, and everything that can be pressed is as tall as a thumb. With CHORUS_PICTURES=FOLDER each page is
/// saved there as a picture, for people to look at.
/// </summary>
public sealed class LooksTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private readonly List<string> _found = [];

    // Colours do not depend on the width, nor the layout on the colours: two walks see all four. Pictures are taken of each.
    public static TheoryData<int, bool> Sizes => Look.Pictures is null
        ? new() { { 360, false }, { 1280, true } }
        : new() { { 360, false }, { 360, true }, { 1280, false }, { 1280, true } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_page_can_be_read_pressed_and_heard(int width, bool dark)
    {
        var page = await site.PhoneAsync(chromium, width: width, dark: dark);
        var shot = 0;
        async Task LookAsync(string name) => _found.AddRange(await page.LookAtAsync($"{width}-{(dark ? "dark" : "light")}-{++shot:00}-{name}"));

        await page.GotoAsync("/en/");
        await LookAsync("start");
        await page.GotoAsync("/es/");
        await LookAsync("inicio");
        foreach (var path in new[] { "/", "/en/help", "/en/help/ES", "/es/help/MX", "/en/traces", "/es/traces", "/en/rights", "/es/rights", "/en/poster" })
        {
            await page.GotoAsync(path);
            await LookAsync($"information{path.Replace('/', '-')}");
        }
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await LookAsync("story");
        await page.Piece(1).Words().FillAsync(Steps.Story);
        await page.PressAsync("Add another piece");
        await page.Piece(2).GetByLabel("Year").FillAsync("24");
        await page.PressAsync("Go on");
        await page.SeesTextAsync("Write the year with four numbers");
        await LookAsync("story-two");
        await page.Piece(2).GetByLabel("Year").FillAsync("2024");
        await page.GoOnAsync("What kind of thing was it?");
        await page.GetByLabel("Work for something sexual").CheckAsync();
        await LookAsync("acts");
        await page.GoOnAsync("How often did it happen?");
        await page.GetByLabel("Many times").CheckAsync();
        await LookAsync("often");
        await page.GoOnAsync("Over what time did it happen?");
        await LookAsync("span");
        await page.SkipAsync("How did it happen?");
        await LookAsync("way");
        await page.SkipAsync("What kind of place was it?");
        await LookAsync("where");
        await page.SkipAsync("Which country was it in?");
        await LookAsync("country");
        await page.SkipAsync("Do you have pictures, recordings or papers?");
        await LookAsync("files");
        await page.SkipAsync("Who did it?");
        await LookAsync("who-empty");
        await page.NameAsync(0, "phone", "12");
        await page.PressAsync("Go on");
        await page.SeesTextAsync("Choose the country");
        await LookAsync("who-mend");
        await page.NameAsync(0, "role", "Night supervisor", "Hotel Miramar, Cádiz");
        await page.PressAsync("Add another thing you know");
        await LookAsync("who-two");
        await page.GoOnAsync("What else do you know about them?");
        await LookAsync("describe");
        await page.SkipAsync("What is this person to you?");
        await LookAsync("relation");
        await page.SkipAsync("Who saw it, or who did you tell?");
        await page.Locator("input[name=saw][value=coworker]").CheckAsync();
        await page.GetByLabel("Who it was, if it is safe to write it").FillAsync("Ana, from the third floor");
        await LookAsync("saw");
        await page.GoOnAsync("What happened after somebody said no or spoke up?");
        await page.GetByLabel("Fewer hours or less pay").CheckAsync();
        await LookAsync("after");
        await page.GoOnAsync("What would you like to happen?");
        await page.GetByLabel("That it stops").CheckAsync();
        await LookAsync("aims");
        await page.GoOnAsync("How may somebody contact you?");
        await page.GetByLabel("In another way too").CheckAsync();
        await LookAsync("contact");
        await page.GoOnAsync("Which way is safe for you?");
        await page.Locator("textarea[name=reach]").FillAsync("Sundays before noon. Say you call about a parcel.");
        await LookAsync("reach");
        await page.GoOnAsync("Who may read it, and when?");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await LookAsync("choice");
        await page.GoOnAsync("How many people must name the same person?");
        await LookAsync("quorum");
        await page.GoOnAsync("May the name or the role be enough on its own?");
        await page.GetByLabel("Yes, it may be enough").CheckAsync();
        await LookAsync("alone");
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await LookAsync("organisation");
        await page.GoOnAsync("Check before you send");
        await LookAsync("review");
        site.Behind.Failures.Enqueue("offline");
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("It did not go through.");
        await LookAsync("review-offline");
        await page.PressAsync("Try again");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        await LookAsync("receipt");
        var numbers = await page.GetByRole(AriaRole.Group, new() { Name = "Your 28 numbers" }).InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have written them down" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Come back with your numbers" }).ClickAsync();
        await page.GetByLabel("Your 28 numbers").FillAsync("1234 5678");
        await page.PressAsync("Open");
        await page.SeesTextAsync("there are 8 here");
        await LookAsync("return");
        await page.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await page.PressAsync("Open");
        await page.SeesTextAsync(Steps.Story);
        await page.GetByText("Who can read what").ClickAsync();
        await page.GetByText("Keep a copy", new() { Exact = true }).ClickAsync();
        await LookAsync("own-report");
        await page.PressAsync("Add to it or change it");
        await page.SeesAsync("Check before you save");
        await LookAsync("change");
        await page.PressAsync("Leave it as it was");
        await page.PressAsync("Take it back");
        await LookAsync("withdraw");
        _found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_scripts_every_page_can_still_be_read_and_pressed()
    {
        // axe is itself a script, so here only the eye and the width are tested.
        var page = await site.PhoneAsync(chromium, scripts: false);
        foreach (var path in new[] { "/", "/en/", "/en/help", "/en/help/ES", "/en/traces", "/en/rights", "/en/write", "/en/return", "/en/letters" })
        {
            await page.GotoAsync(path);
            await page.PictureAsync($"360-light-noscript{path.Replace('/', '-')}");
            (await page.Locator("h1").First.IsVisibleAsync()).ShouldBeTrue(path);
        }
    }
}
