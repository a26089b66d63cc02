namespace Chorus.Browser.Tests.Pages;

/// <summary>Her own words in pieces, each with about when it was.</summary>
public sealed class PiecesTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task A_person_adds_pieces_in_any_order_with_times_as_vague_as_she_has_them_and_changes_them_later()
    {
        var page = await StoryAsync();
        await page.Piece(1).Words().FillAsync("The linen room.");
        await page.Piece(1).GetByLabel("As you remember it").FillAsync("before Easter");
        await page.PressAsync("Add another piece");
        await page.Piece(2).Words().FillAsync("The first time.");
        await page.Piece(2).GetByLabel("Month").SelectOptionAsync("March");
        await page.Piece(2).GetByLabel("Year").FillAsync("2019");
        await page.PressAsync("Add another piece");
        await page.Piece(3).Words().FillAsync("And again.");
        await page.Piece(3).GetByLabel("I don't know when").CheckAsync();
        await page.GoOnToAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        (await AnswerAsync(page)).ShouldBe("before Easter\nThe linen room.\n\nMarch 2019\nThe first time.\n\nI don't know when\nAnd again.");
        var numbers = await page.SealAsync();

        var back = await site.PhoneAsync(chromium);
        await back.GotoAsync("/en/return");
        await back.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await back.PressAsync("Open");
        await back.SeesAsync("Report 1");
        await back.PressAsync("Add to it or change it");
        await back.PressAsync("Change: Where would you like to start?");
        (await back.Piece(2).GetByLabel("Year").InputValueAsync()).ShouldBe("2019");
        (await back.Piece(3).GetByLabel("I don't know when").IsCheckedAsync()).ShouldBeTrue();
        await back.PressAsync("Add another piece");
        await back.Piece(4).Words().FillAsync("Today.");
        await back.GoOnAsync("Check before you save");
        await back.PressAsync("Seal and save the change");
        await back.SeesTextAsync("Your change is sealed.");
        await back.SeesTextAsync("Today.");
        await back.SeesTextAsync("March 2019");
    }

    [Fact]
    public async Task A_piece_is_removed_after_a_second_question_and_the_others_close_the_gap()
    {
        var page = await StoryAsync();
        foreach (var n in (int[])[1, 2, 3])
        {
            await page.Piece(n).Words().FillAsync($"piece {n}");
            await page.Piece(n).GetByLabel("Year").FillAsync($"202{n}");
            if (n < 3)
            {
                await page.PressAsync("Add another piece");
            }
        }

        await page.Piece(2).GetByText("Remove this piece").ClickAsync();
        await Assertions.Expect(page.Piece(2).GetByText("This cannot be undone.")).ToBeVisibleAsync();
        await page.Piece(2).GetByRole(AriaRole.Button, new() { Name = "Yes, remove it" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-piece]")).ToHaveCountAsync(2);
        (await page.Piece(1).Words().InputValueAsync()).ShouldBe("piece 1");
        (await page.Piece(2).Words().InputValueAsync()).ShouldBe("piece 3");
        (await page.Piece(2).GetByLabel("Year").InputValueAsync()).ShouldBe("2023");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("story2");
        await page.ReloadAsync();
        (await page.Piece(2).Words().InputValueAsync()).ShouldBe("piece 3");
        await Assertions.Expect(page.Locator("[data-piece]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Twelve_pieces_are_the_most()
    {
        var page = await StoryAsync();
        for (var n = 2; n <= 12; n++)
        {
            await page.PressAsync("Add another piece");
        }

        await Assertions.Expect(page.Locator("[data-piece]")).ToHaveCountAsync(12);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add another piece" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_year_that_is_none_is_said_at_its_piece_and_nothing_is_lost()
    {
        var page = await StoryAsync();
        await page.Piece(1).Words().FillAsync("The linen room.");
        await page.PressAsync("Add another piece");
        await page.Piece(2).GetByLabel("Year").FillAsync("last year");
        await page.PressAsync("Go on");
        await Assertions.Expect(page.Piece(2).GetByText("Write the year with four numbers, such as 2019, or leave it empty.")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("story2-year");
        (await page.Piece(1).Words().InputValueAsync()).ShouldBe("The linen room.");
        await page.Piece(2).GetByLabel("Year").FillAsync("");
        await page.GoOnAsync("What kind of thing was it?");
    }

    [Fact]
    public async Task By_keyboard_alone_pieces_are_added_timed_and_removed()
    {
        var page = await StoryAsync();
        await page.Piece(1).Words().FocusAsync();
        await page.Keyboard.TypeAsync("first");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("in spring");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Mar");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("2020");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("second");
        (await page.Piece(1).GetByLabel("Month").InputValueAsync()).ShouldBe("3");
        (await page.Piece(1).GetByLabel("I don't know when").IsCheckedAsync()).ShouldBeTrue();
        (await page.Piece(2).Words().InputValueAsync()).ShouldBe("second");
        for (var tabs = 0; tabs < 5; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-piece]")).ToHaveCountAsync(1);
        // Enter in a field goes on, and adds nothing.
        await page.Piece(1).GetByLabel("Year").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("What kind of thing was it?");
        await Assertions.Expect(page.Locator("[data-piece]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_draft_that_a_tab_kept_before_there_were_pieces_is_still_there()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.EvaluateAsync("""sessionStorage.setItem('draft', JSON.stringify({ fields: { story: 'old words', when: 'in spring', acts: ['B03'] }, at: 'when' }))""");
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        (await page.Piece(1).Words().InputValueAsync()).ShouldBe("old words");
        (await page.Piece(1).GetByLabel("As you remember it").InputValueAsync()).ShouldBe("in spring");
    }

    private async Task<IPage> StoryAsync()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        return page;
    }

    private static async Task<string> AnswerAsync(IPage page) =>
        (await page.Locator("[data-answers] > div").First.Locator("dd:not(.act)").InnerTextAsync()).ReplaceLineEndings("\n");
}
