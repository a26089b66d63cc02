using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Browser.Tests.Pages;
using Chorus.Cli.Trial;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Browser.Tests.Desk.Cases;

/// <summary>A case takes two: what somebody alone is told, and that the two of a trial get as far as both having a part.</summary>
public sealed class TwoPeopleTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    [Fact]
    public async Task Who_is_alone_is_told_to_invite_a_second_and_the_two_of_a_trial_go_on_to_both_having_a_part()
    {
        await AloneAsync();
        foreach (var member in TrialMember.All)
        {
            await site.EnrolAsync(member.Title, EmailOf(member), [.. member.Roles]);
        }
        var (first, second) = (TrialMember.All[0], TrialMember.All[1]);
        var advocate = await CaseWorker.ComeAsync(chromium, site, EmailOf(first));
        await advocate.OpenAsync("The linen room");
        await advocate.Page.SeesTextAsync("A colleague has to give you a part in this case first");
        var address = await advocate.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the case" }).GetAttributeAsync("href");

        var officer = await CaseWorker.ComeAsync(chromium, site, EmailOf(second), address!);
        await officer.DeclareAsync();
        await officer.AssignAsync(first.Title, "case-officer");
        await advocate.Page.PressAsync("Go on from here");
        await Assertions.Expect(advocate.Page.Locator(".steps li.next, .steps li.refused")).ToHaveCountAsync(0);
        await advocate.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the case" }).ClickAsync();
        await advocate.Page.SeesAsync("The linen room");
        await advocate.AssignAsync(second.Title, "decision-maker");
        var people = advocate.Page.Locator("section[aria-labelledby=part-people] li");
        await Assertions.Expect(people.Filter(new() { HasText = first.Title })).ToContainTextAsync("Case officer");
        await Assertions.Expect(people.Filter(new() { HasText = $"{second.Title}" }).Last).ToContainTextAsync("Decision maker");
    }

    private async Task AloneAsync()
    {
        var rosa = await CaseWorker.ComeAsync(chromium, site, MembersSite.Email);
        await rosa.OpenAsync("The corridor");
        await rosa.Page.SeesTextAsync("A case needs two people");
        await Assertions.Expect(rosa.Page.GetByText("assign them first")).ToHaveCountAsync(0);
        await rosa.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the case" }).ClickAsync();
        await rosa.Page.SeesAsync("The corridor");
        (await rosa.Page.LookAtAsync("case-alone")).ShouldBeEmpty();
        await rosa.Page.GetByRole(AriaRole.Link, new() { Name = "Invite somebody" }).ClickAsync();
        await rosa.Page.WaitForURLAsync(url => url.EndsWith("/desk/members#invite", StringComparison.Ordinal));

        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SiteDb>().Across<MemberRole>().Where(r => r.Role == Role.Administrator).ExecuteDeleteAsync();
        }
        rosa = await CaseWorker.ComeAsync(chromium, site, MembersSite.Email, "/desk/cases/open");
        await rosa.Page.SeesTextAsync("Ask your administrator to invite somebody");
        await Assertions.Expect(rosa.Page.Locator(".alone a")).ToHaveAttributeAsync("href", "/desk/members");
    }

    private static string EmailOf(TrialMember member) => $"{member.Mailbox}@centre.example";
}
