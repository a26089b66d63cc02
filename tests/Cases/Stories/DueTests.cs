using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Duties;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Stories;

/// <summary>What is due when: derived from the events at any instant.</summary>
public sealed class DueTests
{
    [Fact]
    public void A_duty_is_open_then_overdue_then_done_late_and_never_closes_anything()
    {
        var story = Story.Begun();
        var begun = story.Now;
        Duty Notice(DateTimeOffset at) => DutyList.At(story.State, Rulebook.BuiltIn, at).Single(d => d is { Id: "fair-process/notice", To: "reporter-1", About: "a1" });
        Notice(begun).Due!.Value.ToUniversalTime().ShouldBe(new(2026, 2, 10, 6, 0, 0, TimeSpan.Zero));
        Notice(begun).IsOverdue(begun).ShouldBeFalse();
        story.Waits(10);
        Notice(story.Now).IsOverdue(story.Now).ShouldBeTrue();
        story.Notifies("allegations", "reporter-1", null, "a1");
        Notice(story.Now).WasLate.ShouldBeTrue();
        Notice(begun).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Everyone_who_spoke_is_asked_after_four_spans_and_silence_is_shown_as_silence()
    {
        var story = Story.Begun();
        story.Try("system", "system", "check-in-asked", ("person", "reporter-1"), ("day", 30)).Id.ShouldBe("retaliation");
        story.Waits(30);
        story.Do("system", "system", "check-in-asked", ("person", "reporter-1"), ("day", 30));
        string Shown(int day) => story.View.Watch(story.State.Watches["reporter-1"], day);
        Shown(30).ShouldBe("asked");
        story.Waits(14);
        Shown(30).ShouldBe("silent");
        Shown(90).ShouldBe("not due");
        story.Waits(60);
        Shown(90).ShouldBe("not asked, overdue");
        story.Do("reporter-1", "reporter", "check-in-answered", ("day", 30), ("answer", "something-happened"), ("acts", Written.List("R01")));
        Shown(30).ShouldBe("something-happened (R01)");
        var alert = story.OpenDuties.Single(d => d.Id == "retaliation/answer-30");
        (alert.Due! - story.Now).Value.ShouldBeLessThan(TimeSpan.FromDays(1));
        story.Alleges("a3", "R01");
        story.OpenDuties.ShouldNotContain(d => d.Id == "retaliation/answer-30");
    }

    [Fact]
    public void Days_of_the_watch_are_days_where_the_case_is_also_where_clocks_went_forward()
    {
        // Named at 23:30 in Chicago on 14 February 2026; day 30 begins there after 29 days less half an hour, since clocks go forward on 8 March.
        var story = Story.Begun(begins: "2026-02-15T05:30Z");
        story.Waits(28);
        story.Try("system", "system", "check-in-asked", ("person", "reporter-1"), ("day", 30)).Reason.ShouldBe("reporter-1 is asked for day 30 from 2026-03-16 on.");
        story.Waits(1);
        story.Do("system", "system", "check-in-asked", ("person", "reporter-1"), ("day", 30));
    }

    [Fact]
    public void What_an_event_brings_about_is_said_with_it()
    {
        var story = Story.Heard();
        var accepted = story.Ask(story.Finding("a1")).ShouldBeOfType<Accepted>();
        accepted.Follows.Value.Select(d => (d.Id, d.To)).ShouldBe(
            [("equal-appeal/decision", "reporter-1"), ("equal-appeal/decision", "respondent-1"), ("lesson-before-closure/lesson", null)], ignoreOrder: true);
    }

    [Fact]
    public void A_case_does_not_begin_in_a_zone_by_a_calendar_or_under_a_process_that_is_not_here()
    {
        new Story().TriesToOpen(zone: "Europe/Atlantis").Reason.ShouldBe("This machine knows no time zone Europe/Atlantis: check its spelling, or install the machine's tzdata.");
        new Story().TriesToOpen(holidays: "atlantis").Reason.ShouldStartWith("There is no holiday file atlantis here; there are england-and-wales, france, ");
        new Story().TriesToOpen(process: "atlantis").Reason.ShouldStartWith("There is no process atlantis here; there are eu-2019-1937@1, ");
    }

    [Fact]
    public void A_period_that_leads_out_of_the_calendar_refuses_what_waits_for_it_and_shows_at_the_duty()
    {
        var story = Story.Begun(begins: "2027-12-29T09:00Z", holidays: "england-and-wales");
        story.OpenDuties.Single(d => d is { Id: "fair-process/notice", To: "reporter-1", About: "a1" }).Fault!.ShouldContain("covers 2024 to 2027");
        story.Notifies("allegations", "reporter-1", null, "a1");
        story.Notifies("allegations", "respondent-1", null, "a1");
        story.Waits(30);
        var refused = story.Try(story.Finding("a1"));
        (refused.By, refused.Id).ShouldBe((RefusedBy.Calendar, "calendar"));
        refused.Reason.ShouldContain("add that year to the file");
    }

    [Fact]
    public void A_neutral_decides_appeals_where_the_process_wants_one() =>
        BuiltInFiles.Processes.Where(p => p.Value.NeutralAppeal).Select(p => p.Key).ShouldBe(["union-grievance"]);

    [Fact]
    public void The_days_of_the_laws_the_processes_follow_are_theirs()
    {
        var titleIx = BuiltInFiles.Processes["title-ix-2020"];
        titleIx.Step("report")!.After.Single(b => b.Step == "evidence-shown").Wait.ShouldBe(new Period(10, PeriodUnit.Days));
        titleIx.Step("hearing")!.After.Single(b => b.Step == "report").Wait.ShouldBe(new Period(10, PeriodUnit.Days));
        titleIx.AppealGrounds.ShouldBe([AppealGround.ProceduralIrregularity, AppealGround.NewEvidence, AppealGround.ConflictOrBias]);
        var union = BuiltInFiles.Processes["eu-2019-1937"];
        union.Step("acknowledgement")!.Within!.Period.ShouldBe(new(7, PeriodUnit.Days));
        union.Step("feedback")!.Within.ShouldBe(new(new(3, PeriodUnit.Months), "acknowledgement"));
    }
}
