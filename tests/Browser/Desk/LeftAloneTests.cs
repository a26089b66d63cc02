using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk;

/// <summary>A page of the desk that its member walked away from.</summary>
public sealed class LeftAloneTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    [Fact]
    public async Task A_passphrase_that_was_typed_and_sheets_that_were_made_are_gone_after_a_quarter_of_an_hour()
    {
        var rosa = await site.SignInAsync(chromium);
        await rosa.Clock.InstallAsync();
        await rosa.GotoAsync("/desk");
        var passphrase = rosa.GetByLabel("Passphrase", new() { Exact = true });
        await passphrase.FillAsync(MembersSite.Passphrase);
        await rosa.Clock.FastForwardAsync("15:01");
        (await passphrase.InputValueAsync()).ShouldBeEmpty();

        await rosa.GotoAsync("/desk/recovery");
        await passphrase.FillAsync(MembersSite.Passphrase);
        await rosa.PressAsync("Make three sheets");
        await Assertions.Expect(rosa.Locator(".paper")).ToHaveCountAsync(3);
        await rosa.GetByLabel("Second sheet").FillAsync("typed");
        await rosa.Clock.FastForwardAsync("15:01");
        await Assertions.Expect(rosa.Locator(".paper")).ToHaveCountAsync(0);
        (await rosa.GetByLabel("Second sheet").InputValueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unlocking_that_was_overtaken_by_a_lock_opens_nothing()
    {
        var rosa = await site.SignInAsync(chromium);
        await rosa.GotoAsync("/desk");
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await rosa.RouteAsync("**/desk/api/key", async route =>
        {
            asked.TrySetResult();
            await answer.Task;
            await route.ContinueAsync();
        });
        await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(MembersSite.Passphrase);
        await rosa.PressAsync("Unlock");
        await asked.Task;
        await rosa.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide'))");
        await rosa.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(MembersSite.Passphrase);
        answer.SetResult();
        await Assertions.Expect(rosa.GetByRole(AriaRole.Button, new() { Name = "Unlock" })).ToBeEnabledAsync();
        (await rosa.Locator("advocate-desk").GetAttributeAsync("data-state")).ShouldBe("locked");
    }
}
