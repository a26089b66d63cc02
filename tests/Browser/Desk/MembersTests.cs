using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>The members' page, as an administrator and as others see it.</summary>
public sealed class MembersTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_administrator_gives_and_takes_roles_by_keyboard_and_removes_somebody(int width)
    {
        var (name, email) = ($"Ana {width}", $"ana-{width}@centre.example");
        await site.EnrolAsync(name, email, Role.Advocate);
        var page = await site.SignInAsync(chromium, width: width);
        (await page.LookAtAsync($"members-{width}")).ShouldBeEmpty();

        var ana = page.Locator("section.member").Filter(new() { HasText = email });
        await ana.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        // The first is advocate, which goes; auditor is four further.
        await page.Keyboard.PressAsync("Space");
        foreach (var _ in Roles.All.Skip(1))
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.PressAsync("Space");
        (await page.LookAtAsync($"members-open-{width}")).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesTextAsync("The roles are saved.");
        await Assertions.Expect(ana).ToContainTextAsync("Auditor · no key");

        await ana.GetByRole(AriaRole.Link, new() { Name = "Remove from the organisation" }).ClickAsync();
        await page.SeesAsync($"Remove {name}?");
        (await page.LookAtAsync($"members-remove-{width}")).ShouldBeEmpty();
        await page.PressAsync("Remove from the organisation");
        await page.SeesTextAsync("This person is no longer a member.");
        await Assertions.Expect(ana).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_first_member_cannot_leave_alone_and_is_told_why()
    {
        var page = await site.SignInAsync(chromium);
        await page.GetByRole(AriaRole.Link, new() { Name = "Leave the organisation" }).ClickAsync();
        await page.SeesAsync("Leave Workers' Centre?");
        await page.PressAsync("Leave the organisation");
        await page.SeesTextAsync("This is the last administrator.");
    }

    [Fact]
    public async Task An_auditor_comes_to_the_members_page_sees_no_way_to_the_reports_and_can_leave()
    {
        await site.EnrolAsync("Otto", "otto@centre.example", Role.Auditor);
        var page = await site.SignInAsync(chromium, "otto@centre.example", width: 390);
        await page.GotoAsync("/desk");
        await page.SeesTextAsync("Your roles open no reports.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Reports" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Change the roles")).ToHaveCountAsync(0);
        (await page.LookAtAsync("members-auditor-390")).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Link, new() { Name = "Leave the organisation" }).ClickAsync();
        await page.PressAsync("Leave the organisation");
        await page.SeesAsync("Sign in to your desk");
        await page.GotoAsync("/desk/members");
        await page.SeesAsync("Sign in to your desk");
    }
}
