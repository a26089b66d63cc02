using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>A member leaves; those who stay have a new key, and she has the old one.</summary>
public sealed class LeavingTests(Chromium chromium, DeskSite site) : IClassFixture<DeskSite>
{
    private const string Before = "Before she left.";
    private const string After = "After she had left.";
    private static readonly ReportIdentifier Mail = new("email", "boss@hotel.example", MayRelease: true);

    [Fact]
    public async Task What_comes_after_a_member_left_opens_for_those_who_stay_and_not_for_her()
    {
        var (ana, rosa, omar) = (await site.EnrolAsync("Ana"), await site.EnrolAsync("Rosa", Role.Advocate, Role.Administrator), await site.EnrolAsync("Omar", Role.CaseOfficer));
        var (before, _) = await site.SendAsync(Before, Quorum.Of(1), Mail);
        await site.RunAsync();
        var anas = await site.AdvocateAsync(chromium, ana);
        await anas.OpenAsync("");
        await anas.Page.SeesTextAsync(Before);
        var omars = await site.AdvocateAsync(chromium, omar);
        await omars.OpenAsync("");
        var notes = omars.Page.Locator("#pane .team-notes");
        await notes.GetByLabel("New note").FillAsync("Noted under the first key.");
        await notes.GetByRole(AriaRole.Button, new() { Name = "Save for the team" }).ClickAsync();
        await Assertions.Expect(notes.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");

        // She is removed: her session ends at once, and she cannot sign in.
        var rosas = await site.MembersPageAsync(chromium, rosa);
        await rosas.Locator("section.member").Filter(new() { HasText = ana }).GetByRole(AriaRole.Link, new() { Name = "Remove from the organisation" }).ClickAsync();
        await rosas.PressAsync("Remove from the organisation");
        await rosas.SeesTextAsync("Somebody who had your organisation's key has left.");
        (await rosas.LookAtAsync("key-due")).ShouldBeEmpty();
        await anas.Page.PressAsync("Look for new ones");
        await anas.Page.SeesTextAsync("Your session has ended.");

        // Rosa makes a new key, comes back for the numbers, and reads them out.
        var numbers = await NewKeyAsync(rosas, "Make a new key");
        (await rosas.LookAtAsync("key-made")).ShouldBeEmpty();
        (await NewKeyAsync(rosas, "Show the numbers again")).ShouldBe(numbers);
        var proposed = site.Proposed;
        var key = proposed.FindOrganisation(TestDeployment.Centre)!.CurrentKey;
        numbers.ShouldBe(KeyNumbers.Of(proposed.Deployment, TestDeployment.Centre, key.Epoch, key.RecipientKey, key.SigningKey));
        await omars.Page.ReloadAsync();
        await omars.Page.SeesTextAsync("Rosa has made a new key.");
        await site.AdoptAsync();

        // A new report is sealed to it. Rosa opens both.
        var (after, _) = await site.SendAsync(After, Quorum.Of(1), Mail with { Value = "other@hotel.example" });
        after.Signed.Statement.RecipientKey.ShouldBe(key.RecipientKey);
        await site.RunAsync();
        var rosasDesk = await site.AdvocateAsync(chromium, rosa);
        await SeesAsync(rosasDesk, Before, After, "Noted under the first key.");

        // Omar opens the first, and may write nothing under the old key; Rosa gives him the new one.
        await omars.Page.SeesTextAsync("Rosa has made a new key.");
        await UnlockAgainAsync(omars.Page);
        await Assertions.Expect(omars.Page.Locator("#list a.row", new() { HasText = "could not be opened" })).ToHaveCountAsync(1);
        await omars.Page.Locator("#list a.row").Filter(new() { HasNotText = "could not be opened" }).First.ClickAsync();
        await omars.Page.SeesTextAsync(Before);
        await omars.Page.GetByLabel("Write back").FillAsync("Under the old key.");
        await omars.Page.Locator("#pane").GetByRole(AriaRole.Button, new() { Name = "Seal and send" }).ClickAsync();
        await omars.Page.SeesTextAsync("Your organisation has a new key that you do not have yet.");
        await GiveAsync(rosas, omars.Page, omar);
        await UnlockAgainAsync(omars.Page);
        await SeesAsync(omars, Before, After, "Noted under the first key.");

        // With her old key and all that the site has she opens the first report, and nothing that came after.
        (await site.OpensAsync(site.FirstKey, before)).ShouldBeTrue();
        (await site.OpensAsync(site.FirstKey, after)).ShouldBeFalse();
        using var newest = await site.KeyOfAsync(omar);
        (await site.OpensAsync(newest, after)).ShouldBeTrue();
        var place = new KeyLinkPlace(proposed.Deployment, TestDeployment.Centre, key.Epoch, 1);
        var (_, link) = (await site.LinksAsync()).ShouldHaveSingleItem();
        using (var first = KeyLink.Open(newest, place, site.FirstKey.RecipientKey, link))
        {
            first.RecipientKey.ShouldBe(site.FirstKey.RecipientKey);
        }
        Should.Throw<SealingException>(() => KeyLink.Open(site.FirstKey, place, key.RecipientKey, link));
        await anas.Page.GotoAsync("/desk");
        await anas.Page.GetByLabel("E-mail").FillAsync(ana);
        await anas.Page.GetByLabel("Password").FillAsync(DeskSite.Password);
        await anas.Page.PressAsync("Sign in");
        await Assertions.Expect(anas.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task<string> NewKeyAsync(IPage page, string press)
    {
        await page.GotoAsync("/desk/new-key");
        await page.GetByLabel("Your own passphrase").FillAsync(DeskSite.Passphrase);
        await page.PressAsync(press);
        await page.SeesTextAsync("The new key is made.");
        return string.Concat((await page.Locator("#numbers").InnerTextAsync()).Where(char.IsAsciiDigit));
    }

    private static async Task UnlockAgainAsync(IPage page)
    {
        await page.GotoAsync("/desk");
        await page.GetByLabel("Passphrase").FillAsync(DeskSite.Passphrase);
        await page.PressAsync("Unlock");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Look for new ones" })).ToBeVisibleAsync();
    }

    private static async Task SeesAsync(AdvocateAtWork desk, params string[] words)
    {
        var rows = desk.Page.Locator("#list a.row");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        var seen = "";
        for (var i = 0; i < 2; i++)
        {
            await rows.Nth(i).ClickAsync();
            await Assertions.Expect(desk.Page.Locator("#pane h1")).ToBeVisibleAsync();
            seen += await desk.Page.Locator("#pane").InnerTextAsync();
        }
        words.ShouldAllBe(word => seen.Contains(word));
    }

    private static async Task GiveAsync(IPage from, IPage to, string email)
    {
        await to.GotoAsync("/desk/key");
        await to.GetByLabel("Choose a passphrase").FillAsync(DeskSite.Passphrase);
        await to.GetByLabel("The passphrase once more").FillAsync(DeskSite.Passphrase);
        await to.PressAsync("Ask for the key");
        await to.SeesTextAsync("Read these numbers to somebody who has the key.");
        var numbers = await to.Locator("#numbers").InnerTextAsync();
        await from.GotoAsync("/desk/members");
        await from.Locator("section.member").Filter(new() { HasText = email }).GetByRole(AriaRole.Link, new() { Name = "Give the key" }).ClickAsync();
        await from.GetByLabel("The 20 numbers").FillAsync(numbers);
        await from.GetByLabel("Your own passphrase").FillAsync(DeskSite.Passphrase);
        await from.PressAsync("Give the key");
        await from.SeesTextAsync("The key is given.");
        await to.PressAsync("Look whether it has come");
        await to.SeesTextAsync("You have the key.");
    }
}
