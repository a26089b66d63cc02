using System.Text.RegularExpressions;
using Chorus.Browser.Tests.Pages;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>Somebody is invited, joins, and gets the organisation's key over the phone.</summary>
public sealed class JoiningTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    private const string Password = "a password of Ana's";
    private const string Passphrase = "fünf stille Flüsse";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_new_member_is_invited_gets_the_key_from_a_colleague_and_opens_the_desk(int width)
    {
        var email = $"ana-{width}@centre.example";
        var rosa = await site.SignInAsync(chromium, width: width);
        var link = await InviteAsync(rosa, $"Ana {width}");
        (await rosa.LookAtAsync($"invited-{width}")).ShouldBeEmpty();

        var ana = await site.PageAsync(chromium, width);
        await ana.GotoAsync(link);
        await Assertions.Expect(ana.GetByLabel("Invitation code")).ToHaveValueAsync(link.Split('#')[1]);
        ana.Url.ShouldNotContain("#");
        (await ana.LookAtAsync($"join-{width}")).ShouldBeEmpty();
        await ana.GetByLabel("Your name").FillAsync($"Ana {width}");
        await ana.GetByLabel("E-mail").FillAsync(MembersSite.Email);
        await ana.GetByLabel("Password").FillAsync(Password);
        await ana.PressAsync("Join");
        await ana.SeesTextAsync("This e-mail address cannot be used here.");
        await ana.GetByLabel("E-mail").FillAsync(email);
        await ana.GetByLabel("Password").FillAsync(Password);
        await ana.PressAsync("Join");

        // The passphrase: too short, not the same twice, and then right.
        await ana.SeesAsync("Get the key");
        await AskAsync(ana, "short", "short");
        await ana.SeesTextAsync("The passphrase needs at least 12 letters or signs.");
        await AskAsync(ana, Passphrase, Passphrase + "!");
        await ana.SeesTextAsync("The two are not the same.");
        (await ana.LookAtAsync($"key-choose-{width}")).ShouldBeEmpty();
        await AskAsync(ana, Passphrase, Passphrase);
        var numbers = await NumbersAsync(ana);
        (await ana.LookAtAsync($"key-numbers-{width}")).ShouldBeEmpty();

        // The site is started anew, and she comes back to it: the same numbers, for the same passphrase only.
        await site.RestartAsync();
        await ana.GotoAsync("/desk");
        await ana.GetByLabel("Passphrase", new() { Exact = true }).FillAsync("another passphrase");
        await ana.PressAsync("Go on");
        await ana.SeesTextAsync("This passphrase does not open your key.");
        await ana.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await ana.PressAsync("Go on");
        (await NumbersAsync(ana)).ShouldBe(numbers);
        await ana.PressAsync("Look whether it has come");
        await ana.SeesTextAsync("It has not come yet.");

        // Rosa types what she hears: first a slip, then her passphrase wrong, then all right.
        await rosa.GotoAsync("/desk/members");
        await rosa.Locator("section.member").Filter(new() { HasText = email }).GetByRole(AriaRole.Link, new() { Name = "Give the key" }).ClickAsync();
        await rosa.SeesAsync($"Give Ana {width} the key");
        await GiveAsync(rosa, numbers[..^1], MembersSite.Passphrase);
        await rosa.SeesTextAsync("There must be 20 numbers.");
        await GiveAsync(rosa, numbers[..^1] + (char)('0' + ((numbers[^1] - '0' + 1) % 10)), MembersSite.Passphrase);
        await rosa.SeesTextAsync("These numbers do not belong to the key that the site sent.");
        (await rosa.LookAtAsync($"give-differ-{width}")).ShouldBeEmpty();
        await GiveAsync(rosa, numbers, "not it at all");
        await rosa.SeesTextAsync("This passphrase does not open your key.");
        await GiveAsync(rosa, numbers, MembersSite.Passphrase);
        await rosa.SeesTextAsync("The key is given.");

        await ana.PressAsync("Look whether it has come");
        await ana.SeesTextAsync("You have the key.");
        await ana.GetByRole(AriaRole.Link, new() { Name = "Go to the reports" }).ClickAsync();
        await ana.GetByLabel("Passphrase").FillAsync(Passphrase.Normalize());
        await ana.PressAsync("Unlock");
        await ana.SeesTextAsync("Nothing has reached you yet.");

        // The link is used up.
        var late = await site.PageAsync(chromium, width);
        await late.GotoAsync(link);
        await late.GetByLabel("Your name").FillAsync("Somebody");
        await late.GetByLabel("E-mail").FillAsync($"late-{width}@centre.example");
        await late.GetByLabel("Password").FillAsync(Password);
        await late.PressAsync("Join");
        await late.SeesTextAsync("This invitation does not work");
        (await late.LookAtAsync($"join-late-{width}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_site_that_puts_its_own_key_in_the_place_of_the_new_members_is_found_out_on_either_side()
    {
        var rosa = await site.SignInAsync(chromium);
        var link = await InviteAsync(rosa, "Bo");
        var bo = await site.PageAsync(chromium);
        await bo.GotoAsync(link);
        await bo.GetByLabel("Your name").FillAsync("Bo");
        await bo.GetByLabel("E-mail").FillAsync("bo@centre.example");
        await bo.GetByLabel("Password").FillAsync(Password);
        await bo.PressAsync("Join");
        await bo.SeesAsync("Get the key");
        await AskAsync(bo, Passphrase, Passphrase);
        var numbers = await NumbersAsync(bo);

        var swapped = Base64UrlText.Encode(BoxKey.Generate().PublicKey);
        foreach (var page in new[] { rosa, bo })
        {
            await page.RouteAsync("**/desk/api/key-request**", async route =>
            {
                var answer = await route.FetchAsync();
                await route.FulfillAsync(new() { Response = answer, Body = PublicKey.Replace(await answer.TextAsync(), $"\"publicKey\":\"{swapped}\"") });
            });
        }
        await rosa.GotoAsync("/desk/members");
        await rosa.Locator("section.member").Filter(new() { HasText = "bo@centre.example" }).GetByRole(AriaRole.Link, new() { Name = "Give the key" }).ClickAsync();
        await GiveAsync(rosa, numbers, MembersSite.Passphrase);
        await rosa.SeesTextAsync("These numbers do not belong to the key that the site sent.");
        await bo.GotoAsync("/desk/key");
        await bo.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Passphrase);
        await bo.PressAsync("Go on");
        await bo.SeesTextAsync("This passphrase does not open your key.");
        (await bo.Locator("#numbers").InnerTextAsync()).ShouldBeEmpty();
    }

    private static readonly Regex PublicKey = new("\"publicKey\":\"[^\"]+\"", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static async Task<string> InviteAsync(IPage page, string name)
    {
        await page.GetByLabel("Their name").FillAsync(name);
        await page.PressAsync("Make an invitation");
        await page.SeesTextAsync($"Hand this link to {name} yourself.");
        return (await page.Locator(".made .link").InnerTextAsync()).Trim();
    }

    private static async Task AskAsync(IPage page, string first, string second)
    {
        await page.GetByLabel("Choose a passphrase").FillAsync(first);
        await page.GetByLabel("The passphrase once more").FillAsync(second);
        await page.PressAsync("Ask for the key");
    }

    private static async Task GiveAsync(IPage page, string numbers, string passphrase)
    {
        await page.GetByLabel("The 20 numbers").FillAsync(numbers);
        await page.GetByLabel("Your own passphrase").FillAsync(passphrase);
        await page.PressAsync("Give the key");
    }

    private static async Task<string> NumbersAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("#numbers")).ToHaveTextAsync(new Regex("^[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return (await page.Locator("#numbers").InnerTextAsync()).Replace("\n", " ", StringComparison.Ordinal).Trim();
    }
}
