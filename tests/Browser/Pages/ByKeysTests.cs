namespace Chorus.Browser.Tests.Pages;

/// <summary>The whole story without a pointer.</summary>
public sealed class ByKeysTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Fact]
    public async Task A_person_chooses_a_language_writes_seals_comes_back_changes_it_takes_it_back_and_leaves()
    {
        var page = await site.PhoneAsync(chromium);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/");
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "English", Exact = true }));
        await page.SeesAsync("Something happened to you, or near you?");

        // The first stop leads past the bar.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Go to the main part" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Write down what happened" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("Where would you like to start?");

        await page.TabToAsync(page.Piece(1).Words());
        await page.Keyboard.TypeAsync("I said no.");
        await page.KeyPressAsync("Add another piece");
        await Assertions.Expect(page.Piece(2).Words()).ToBeFocusedAsync();
        await page.TabToAsync(page.Piece(2).GetByLabel("Year"));
        await page.Keyboard.TypeAsync("24");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesTextAsync("Write the year with four numbers");
        await Assertions.Expect(page.Piece(2).GetByLabel("Year")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("20");
        await Assertions.Expect(page.GetByText("Write the year with four numbers")).ToHaveCountAsync(0);
        await page.TabToAsync(page.Piece(2).GetByText("Remove this piece"));
        await page.Keyboard.PressAsync("Enter");
        await page.KeyPressAsync("Yes, remove it");
        await Assertions.Expect(page.Piece(1).Words()).ToBeFocusedAsync();
        await page.KeysOnAsync("What kind of thing was it?");

        await page.PressOnAsync(page.GetByLabel("Touching I did not agree to"), "Space");
        await Assertions.Expect(page.GetByLabel("Touching I did not agree to")).ToBeCheckedAsync();
        await page.KeysOnAsync("How often did it happen?");
        await page.PressOnAsync(page.GetByLabel("Once", new() { Exact = true }), "Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByLabel("A few times")).ToBeCheckedAsync();
        await page.KeysOnAsync("Over what time did it happen?");

        // Back by keys, and on again: the question that is shown is the one that is heard.
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Back" }), back: true);
        await page.Keyboard.PressAsync("Enter");
        await page.HearsAsync("How often did it happen?");
        await page.KeysOnAsync("Over what time did it happen?");
        await page.KeysSkipAsync("How did it happen?");
        await page.KeysSkipAsync("What kind of place was it?");
        await page.KeysSkipAsync("Which country was it in?");
        await page.ChooseByLettersAsync(page.GetByRole(AriaRole.Combobox).First, "Spa", "ES");
        await page.KeysOnAsync("Do you have pictures, recordings or papers?");

        var field = page.GetByLabel("Choose pictures or files");
        await page.TabToAsync(field);
        var chooser = await page.FileChooserByKeyAsync(field);
        await chooser.SetFilesAsync(new FilePayload { Name = "hours.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3] });
        await page.KeyPressAsync("Remove: hours.bin");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.KeysOnAsync("Who did it?");

        await NameByKeysAsync(page);
        await page.KeysOnAsync("What else do you know about them?");
        await page.KeysSkipAsync("What is this person to you?");
        await page.KeysSkipAsync("Who saw it, or who did you tell?");
        await page.KeysSkipAsync("What happened after somebody said no or spoke up?");
        await page.KeysSkipAsync("What would you like to happen?");
        await page.KeysSkipAsync("How may somebody contact you?");
        await page.KeysSkipAsync("Who may read it, and when?");
        await page.PressOnAsync(page.GetByLabel("Keep it for me"), "Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeysOnAsync("How many people must name the same person?");
        await page.KeysOnAsync("Which organisation is it for?");
        await page.KeyPressAsync("Go on");
        await page.SeesTextAsync("Please choose an organisation.");
        await page.HearsAsync("Which organisation is it for?");
        await page.PressOnAsync(page.GetByLabel("Workers' Centre"), "Space");
        await page.KeysOnAsync("Check before you send");

        await page.KeyPressAsync("Change: How often did it happen?");
        await page.HearsAsync("How often did it happen?");
        await page.KeysOnAsync("Check before you send");
        await page.KeyPressAsync("Seal and send", "Space");
        await page.HearsAsync("Sealed. These are your 28 numbers.");
        await page.KeyPressAsync("Copy the numbers");
        await page.SeesTextAsync("Copied.");
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");

        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "I have written them down" }));
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Come back with your numbers" }));
        await ComeBackAsync(page, copied);
    }

    private static async Task NameByKeysAsync(IPage page)
    {
        var kind = page.GetByLabel("What do you know?").First;
        await page.ChooseByLettersAsync(kind, "Their phone", "phone");
        await page.TabToAsync(page.GetByLabel("Write it here").First);
        await page.Keyboard.TypeAsync("12");
        await page.KeyPressAsync("Go on");
        await page.SeesTextAsync("This phone number is too short.");
        await Assertions.Expect(page.GetByLabel("Write it here").First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("0 123 456");
        await page.KeyPressAsync("Add another thing you know");
        await Assertions.Expect(page.GetByLabel("What do you know?").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Their job");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Remove this", Exact = true }).Last, "Space");
        await Assertions.Expect(kind).ToBeFocusedAsync();
    }

    private static async Task ComeBackAsync(IPage page, string numbers)
    {
        await page.TabToAsync(page.GetByLabel("Your 28 numbers"));
        await page.Keyboard.TypeAsync(numbers);
        await page.Keyboard.PressAsync("Enter");
        await page.HearsAsync("What you wrote");
        await page.PressOnAsync(page.GetByText("Who can read what"));
        await page.SeesTextAsync("You, with your 28 numbers.");
        await page.KeyPressAsync("Add to it or change it");
        await page.HearsAsync("Check before you save");
        await page.KeyPressAsync("Change: Where would you like to start?");
        await page.HearsAsync("Where would you like to start?");
        await page.TabToAsync(page.Piece(1).Words());
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" Twice.");
        await page.KeysOnAsync("Check before you save");
        await page.KeyPressAsync("Seal and save the change");
        await page.HearsAsync("What you wrote");
        await page.SeesTextAsync("I said no. Twice.");
        await page.PressOnAsync(page.GetByText("Earlier versions", new() { Exact = true }));
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Read it: Version 1" }));
        await Assertions.Expect(page.Locator("[data-earlier] b")).ToBeFocusedAsync();
        await page.KeyPressAsync("Take it back");
        await page.HearsAsync("Take this report back?");
        await page.KeyPressAsync("Yes, take it back");
        await page.HearsAsync("What you wrote");
        await Assertions.Expect(page.GetByText("Keep a copy", new() { Exact = true })).ToBeHiddenAsync();
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Leave this page" }), back: true);
        var left = page.WaitForURLAsync("https://www.wikipedia.org/", new() { WaitUntil = WaitUntilState.Commit });
        await page.Keyboard.PressAsync("Space");
        await left;
    }
}
