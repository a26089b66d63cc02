using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>Three sheets are printed; a member who forgot the passphrase types two of them.</summary>
public sealed class RecoveryTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    private const string NewPassphrase = "eight loud rivers run";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Two_of_three_sheets_restore_the_key_of_a_member_who_forgot_the_passphrase(int width)
    {
        var email = $"nell-{width}@centre.example";
        await site.EnrolAsync($"Nell {width}", email, Role.Advocate);
        var rosa = await site.SignInAsync(chromium, width: width);
        var posted = new List<string>();
        await rosa.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Link, new() { Name = "Make three sheets" }).ClickAsync();
        rosa.Request += (_, request) => posted.Add(request.PostData ?? "");
        await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync("not it");
        await rosa.PressAsync("Make three sheets");
        await rosa.SeesTextAsync("This passphrase does not open your key.");
        await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(MembersSite.Passphrase);
        await rosa.PressAsync("Make three sheets");
        await rosa.SeesTextAsync("Print the sheets and give them away.");
        (await rosa.LookAtAsync($"recovery-sheets-{width}")).ShouldBeEmpty();
        var sheets = await rosa.Locator(".paper .typed").AllInnerTextsAsync();
        sheets.Count.ShouldBe(3);
        posted.ShouldAllBe(post => post.Length == 0, "nothing of the sheets is sent");

        var nell = await site.SignInAsync(chromium, email, width);
        await nell.GotoAsync("/desk");
        await nell.GetByRole(AriaRole.Link, new() { Name = "Forgotten your passphrase?" }).ClickAsync();
        await RestoreAsync(nell, sheets[0][..^1] + (sheets[0][^1] == '7' ? '8' : '7'), sheets[2]);
        await nell.SeesTextAsync("The first sheet is not typed as it is printed.");
        await RestoreAsync(nell, sheets[0], sheets[2] + " X");
        await nell.SeesTextAsync("The second sheet is not typed as it is printed.");
        await RestoreAsync(nell, sheets[0], sheets[0]);
        await nell.SeesTextAsync("This is the same sheet twice.");
        (await nell.LookAtAsync($"restore-{width}")).ShouldBeEmpty();
        await RestoreAsync(nell, sheets[0], sheets[2], password: "not it, not at all");
        await nell.SeesTextAsync("The password is not right.");
        // What was typed is still there.
        (await nell.GetByLabel("Second sheet").InputValueAsync()).ShouldBe(sheets[2]);
        await RestoreAsync(nell, sheets[0].ToLowerInvariant().Replace(' ', '\n'), sheets[2]);
        await nell.SeesTextAsync("Your key is restored, under the new passphrase.");
        (await nell.GetByLabel("First sheet").InputValueAsync()).ShouldBeEmpty();

        await nell.GotoAsync("/desk");
        await nell.GetByLabel("Passphrase").FillAsync(NewPassphrase);
        await nell.PressAsync("Unlock");
        await nell.SeesTextAsync("Nothing has reached you yet.");
    }

    [Fact]
    public async Task On_paper_there_is_a_sheet_a_page_and_nothing_else()
    {
        var rosa = await site.SignInAsync(chromium);
        await rosa.GotoAsync("/desk/recovery");
        await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(MembersSite.Passphrase);
        await rosa.PressAsync("Make three sheets");
        await rosa.SeesTextAsync("Print the sheets and give them away.");
        await rosa.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(rosa.Locator(".paper")).ToHaveCountAsync(3);
        (await rosa.EvaluateAsync<string[]>("[...document.querySelectorAll('main h1, form, nav, [role=status], .why, button')].filter(e => e.checkVisibility()).map(e => e.outerHTML)")).ShouldBeEmpty();
        (await rosa.EvaluateAsync<bool>("[...document.querySelectorAll('.paper')].every(e => e.checkVisibility() && getComputedStyle(e).breakAfter === 'page')")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_opens_the_key_leaves_the_page_when_it_is_said_to_be_printed_and_when_the_page_is_left()
    {
        var rosa = await site.SignInAsync(chromium);
        await rosa.GotoAsync("/desk/recovery");
        for (var leave = 0; leave < 2; leave++)
        {
            await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(MembersSite.Passphrase);
            await rosa.PressAsync("Make three sheets");
            await Assertions.Expect(rosa.Locator(".paper")).ToHaveCountAsync(3);
            await rosa.GetByLabel("First sheet").FillAsync("typed");
            if (leave == 0)
            {
                await rosa.PressAsync("They are printed");
            }
            else
            {
                await rosa.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide'))");
                (await rosa.GetByLabel("First sheet").InputValueAsync()).ShouldBeEmpty();
            }
            await Assertions.Expect(rosa.Locator(".paper")).ToHaveCountAsync(0);
        }
    }

    private static async Task RestoreAsync(IPage page, string first, string second, string password = MembersSite.Password)
    {
        await page.GetByLabel("First sheet").FillAsync(first);
        await page.GetByLabel("Second sheet").FillAsync(second);
        await page.GetByLabel("New passphrase").FillAsync(NewPassphrase);
        await page.GetByLabel("The passphrase once more").FillAsync(NewPassphrase);
        await page.GetByLabel("Your password, so that nobody else changes it").FillAsync(password);
        await page.PressAsync("Restore the key");
    }
}
