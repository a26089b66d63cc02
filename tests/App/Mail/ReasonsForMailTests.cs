using Chorus.App.Data;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Microsoft.EntityFrameworkCore;
using Case = Chorus.App.Data.Case;

namespace Chorus.App.Tests.Mail;

/// <summary>What is a reason for a mail besides what is new, and for whom.</summary>
public sealed class ReasonsForMailTests : MailDays
{
    [Fact]
    public async Task What_was_read_before_is_no_reason_and_a_reporter_who_waits_too_long_is_one_again_each_week()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        using var member = await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        await SwitchOnAsync(site, "judge@centre.example", "judge@mail.example", roles: Role.DecisionMaker);
        await SendAsync(site);
        await ReadAllAsync(site);
        var mailed = new List<int>();
        for (var day = 1; day <= 16; day++)
        {
            await NextDayAsync(site);
            if (await site.QueryAsync(db => db.Across<MemberMail>().AnyAsync(m => m.MailedHour == m.LookedTo, Stop)))
            {
                mailed.Add(day);
                (await catcher.NextAsync()).To.ShouldBe(["ana@mail.example"]);
            }
        }
        // Seven days are promised, and at noon of the seventh they are over.
        mailed.ShouldBe([8, 15]);
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_duty_that_ran_over_is_one_for_who_is_assigned_to_the_case_and_not_kept_out_of_it()
    {
        using var catcher = await MailCatcher.StartAsync();
        await using var site = await TestSite.StartAsync(Clock, mail: catcher.Server());
        await SwitchOnAsync(site, "ana@centre.example", "ana@mail.example");
        await SwitchOnAsync(site, "bea@centre.example", "bea@mail.example");
        await SwitchOnAsync(site, "cleo@centre.example", "cleo@mail.example");
        var duty = new DueDuty("fair-process/notice", CaseTimes.Spelt(Clock.GetUtcNow().AddHours(1)), CaseTimes.Spelt(Clock.GetUtcNow()));
        var summary = new CaseSummary("fair-process@1", "", Closed: false, 1, [duty], Assigned: [1, 2], Barred: [2], Withheld: []);
        await site.QueryAsync(async db =>
        {
            var id = new string('0', 32);
            db.Add(new Case { Id = id, OrganisationId = TestDeployment.Centre, Summary = summary.ToJson(), SummaryVersion = CaseSummary.Version });
            foreach (var (email, number) in new[] { ("ana@centre.example", 1), ("bea@centre.example", 2), ("cleo@centre.example", 3) })
            {
                db.Add(new CaseMember { CaseId = id, OrganisationId = TestDeployment.Centre, Number = number, MemberId = (await db.Users.SingleAsync(m => m.Email == email, Stop)).Id });
            }
            return await db.SaveChangesAsync(Stop);
        });
        await NextDayAsync(site);
        (await catcher.NextAsync()).To.ShouldBe(["ana@mail.example"]);
        await NextDayAsync(site);
        (await catcher.EndAsync()).ShouldBeEmpty();
    }

    private static async Task ReadAllAsync(TestSite site) => await site.QueryAsync(async db =>
    {
        var released = await db.Across<ReleasedSlot>().Select(s => new { s.Handle, s.Version, s.OrganisationId }).Distinct().ToListAsync(Stop);
        foreach (var member in await db.Users.Select(m => m.Id).ToListAsync(Stop))
        {
            db.AddRange(released.Select(r => new Reading
            {
                Handle = r.Handle, Version = r.Version, MemberId = member, OrganisationId = r.OrganisationId, GivenHour = "2026-01-01T00Z", ReadHour = "2026-01-01T00Z",
            }));
        }
        return await db.SaveChangesAsync(Stop);
    });
}
