namespace Chorus.Browser.Tests.Pages;

/// <summary>What a screen reader is given: names, roles, states and their order; what is said by itself; and whose language a name is in.</summary>
public sealed class HeardTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task Every_page_has_its_landmarks_one_first_heading_and_no_level_left_out()
    {
        var page = await site.PhoneAsync(chromium);
        foreach (var path in new[] { "/", "/en/", "/ar/", "/es/help", "/en/help/ES", "/en/traces", "/en/rights", "/en/poster", "/en/write", "/en/return", "/en/letters", "/en/nowhere" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(1);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
            await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo)).ToHaveCountAsync(path == "/" ? 0 : 1);
            // Until its script is there, a page of questions shows none.
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            var levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => Number(h.localName[1]))");
            levels[0].ShouldBe(1, path);
            levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1, path);
            (await page.Locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").CountAsync()).ShouldBe(0, path);
        }
        (await page.TitleAsync()).ShouldBe("Notes");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Start page" })).ToHaveAttributeAsync("href", "/en/");
    }

    [Fact]
    public async Task A_name_in_another_language_says_so()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.GetByText("Language", new() { Exact = true }).ClickAsync();
        (await page.Locator("footer li > *").EvaluateAllAsync<bool>("all => all.every(a => a.lang !== '')")).ShouldBeTrue();
        await Assertions.Expect(page.Locator("footer li").GetByText("Kreyòl ayisyen")).ToHaveAttributeAsync("lang", "ht");
        await page.GotoAsync("/ar/help/ES");
        (await page.Locator("h1 .of, .lines b").EvaluateAllAsync<bool>("all => all.length > 1 && all.every(e => e.lang === 'und')")).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_kind_of_question_is_heard_with_its_name_its_reason_and_its_state()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToMatchAriaSnapshotAsync(
            """
            - heading /.+/ [level=1]
            - paragraph: /1.+\d/
            - region /.+/:
              - heading /.+/ [level=2]
              - paragraph
              - group /1/:
                - textbox /.+/
                - group /.+/:
                  - textbox /.+/
                  - combobox /.+/
                  - textbox /.+/
                  - checkbox /.+/
              - button /.+/
              - button /.+/
              - button /.+/
              - button /.+/
            - paragraph:
              - strong
            """);
        await Assertions.Expect(page.Piece(1).Words()).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("any order"));

        await page.GoOnAsync("What kind of thing was it?");
        await page.GetByLabel("Touching I did not agree to").CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToMatchAriaSnapshotAsync(
            """
            - region "What kind of thing was it?":
              - heading "What kind of thing was it?" [level=2]
              - paragraph
              - group "What kind of thing was it?":
                - checkbox /Treating me/
                - checkbox /Touching/ [checked]
                - checkbox "I'd rather not say"
              - button "Go on"
              - button "Skip this question"
            """);
        await page.GoOnAsync("How often did it happen?");
        await page.GetByLabel("Once", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "How often did it happen?" })).ToMatchAriaSnapshotAsync(
            """
            - radio "Once" [checked]
            - radio /.+/
            """);
        await page.GoOnToAsync("Which country was it in?");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Which country was it in?" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_once_and_belongs_to_its_field()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        // What speaks by itself is there before it has something to say, or it is not heard.
        (await page.Locator("[data-question=who] [role=alert]").CountAsync()).ShouldBeGreaterThan(0);
        await page.NameAsync(0, "phone", "12");
        await page.PressAsync("Go on");
        var value = page.GetByLabel("Write it here").First;
        await Assertions.Expect(value).ToBeFocusedAsync();
        await Assertions.Expect(value).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(value).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("600 123 456.+too short"));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "too short" })).ToBeVisibleAsync();
        await value.FillAsync("600 123 456");
        await Assertions.Expect(value).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "too short" })).ToHaveCountAsync(0);

        await page.NameAsync(0, "role", "Night supervisor");
        await page.PressAsync("Go on");
        await Assertions.Expect(page.GetByLabel("At which place?").First).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("At which place?").First).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Write the place too"));

        await page.GotoAsync("/en/return");
        await page.GetByLabel("Your 28 numbers").FillAsync("1234");
        await page.PressAsync("Open");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("there are 4 here");
        await Assertions.Expect(page.GetByLabel("Your 28 numbers")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("there are 4 here"));
        await Assertions.Expect(page.GetByLabel("Your 28 numbers")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_became_of_a_file_is_said_and_the_way_there_is_not_said_percent_by_percent()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToFilesAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "hours.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3] });
        var said = page.Locator("attach-files").GetByRole(AriaRole.Status);
        await Assertions.Expect(said.Filter(new() { HasText = "hours.bin: Not sent yet." })).ToHaveCountAsync(1);
        await page.PressAsync("Send it as it is: hours.bin");
        await Assertions.Expect(said.Filter(new() { HasText = "hours.bin: Sealed and sent" })).ToHaveCountAsync(1);
        await page.SkipAsync("Who did it?");
    }

    [Fact]
    public async Task The_page_before_sending_and_the_numbers_are_heard_in_order()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToMatchAriaSnapshotAsync(
            """
            - region /.+/:
              - heading /.+/ [level=2]
              - paragraph
              - heading /.+/ [level=3]
              - term: Where would you like to start?
              - definition:
                - button /Change. Where would you like to start/
              - definition: /I said no/
              - heading /.+/ [level=3]
              - list:
                - listitem: /You, with your 28 numbers/
              - heading /.+/ [level=3]
              - list:
                - listitem: /Workers' Centre/
              - heading /.+/ [level=3]
              - list
              - paragraph: /pen/
              - button "Seal and send"
            """);
        site.Behind.Failures.Enqueue("offline");
        await page.PressAsync("Seal and send");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing is lost");
        await page.PressAsync("Try again");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sealed. These are your 28 numbers." })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToMatchAriaSnapshotAsync(
            """
            - region /.+/:
              - heading /28/ [level=1]
              - paragraph
              - group "Your 28 numbers": /\d{4} \d{4} \d{4} \d{4} \d{4} \d{4} \d{4}/
              - group: Show them as ten words
              - button "Copy the numbers"
              - status
              - button "Print them"
              - paragraph
              - list:
                - listitem
                - listitem
              - heading /.+/ [level=2]
              - paragraph
              - link "I have written them down"
            """);
    }
}
