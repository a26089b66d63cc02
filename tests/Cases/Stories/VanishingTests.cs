using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Stories;

/// <summary>What somebody would try who wants a case to vanish.</summary>
public sealed class VanishingTests
{
    [Fact]
    public void Two_allegations_are_not_dismissed_as_duplicates_of_each_other()
    {
        var story = Story.Heard();
        story.Do(story.Dismissal("d1", "a1", "duplicate", "a2"));
        story.Do(story.Dismissal("d2", "a2", "duplicate", "a1"));
        story.Do(story.Confirmation("d1", "a1"));
        story.Try(story.Confirmation("d2", "a2")).Reason.ShouldBe("a1 was dismissed as a duplicate itself (e20): name the allegation that goes on.");
        story.Alleges("a3");
        story.Try(story.Dismissal("d3", "a2", "duplicate", "a3")).Reason.ShouldBe("a1 was dismissed since a2 is the same and goes on.");
        story.Try(story.Dismissal("d3", "a3", "duplicate", "a3")).Id.ShouldBe("record");
        story.Try(story.Dismissal("d3", "a3", "duplicate")).Id.ShouldBe("record");
    }

    [Fact]
    public void One_person_does_not_dismiss_whatever_parts_they_have()
    {
        var story = Story.Heard();
        story.Do(story.Dismissal("d1", "a1", "outside-institution", null, Story.Decider, "decision-maker"));
        story.Try(story.Confirmation("d1", "a1")).Id.ShouldBe("two-people-for-dismissal");
        story.Do(story.Confirmation("d1", "a1", Story.Another));
    }

    [Fact]
    public void A_death_changes_nothing_of_what_is_owed()
    {
        var story = Story.Begun();
        story.Do("system", "system", "departure-recorded", ("party", "respondent-1"), ("how", "died"));
        story.Waits(60);
        story.Try(story.Finding("a1")).Id.ShouldBe("notice");
        story.OpenDuties.ShouldContain(d => d.Id == "fair-process/notice" && d.To == "respondent-1" && d.IsOverdue(story.Now));
    }

    [Fact]
    public void A_settlement_that_silences_takes_no_right_from_who_is_silenced()
    {
        var story = Story.Heard();
        story.Do(Story.Officer, "case-officer", "settlement-recorded", ("settlement", "s1"), ("agreed", "both"), ("between", Written.List("reporter-1", "respondent-1")), ("silences", Written.List("reporter-1")), ("terms", story.Sealed()));
        story.Do("reporter-1", "reporter", "withdrawal-recorded", ("reporter", "reporter-1"), ("allegations", Written.List("a1", "a2")));
        story.Do("reporter-1", "reporter", "response-given", ("to", "evidence"), ("allegations", Written.List("a1")), ("content", story.Sealed()));
        var finding = story.Finds("a1");
        story.Do("reporter-1", "reporter", "appeal-filed", ("appeal", "p1"), ("decision", finding), ("ground", "new-evidence"), ("content", story.Sealed()));
    }

    [Fact]
    public void One_officer_does_not_take_another_off_nor_undo_what_they_did()
    {
        var story = Story.Heard();
        var finding = story.Finds("a1");
        story.Try(Story.Third, "decision-maker", "conflict-decided", ("member", Story.Decider), ("towards", "respondent-1"), ("conflict", "close-to"), ("reasons", story.Sealed())).Id.ShouldBe("conflict");
        story.Do("respondent-1", "respondent", "conflict-raised", ("member", Story.Decider), ("reasons", story.Sealed()));
        story.Try(Story.Decider, "decision-maker", "conflict-decided", ("member", Story.Decider), ("towards", "respondent-1"), ("conflict", "none"), ("reasons", story.Sealed())).Id.ShouldBe("conflict");
        story.Do(Story.Third, "decision-maker", "conflict-decided", ("member", Story.Decider), ("towards", "respondent-1"), ("conflict", "close-to"), ("reasons", story.Sealed()));
        story.Try(Story.Third, "decision-maker", "act-reviewed", ("act", finding), ("outcome", "set-aside"), ("reasons", story.Sealed())).Reason.ShouldContain("a third has to review");
        story.View.Standing("a1").WaitsFor!.ShouldContain("a review by another");
        story.Do(Story.Another, "decision-maker", "act-reviewed", ("act", finding), ("outcome", "set-aside"), ("reasons", story.Sealed()));
        story.View.Standing("a1").Words.ShouldBe("alleged");
        story.Do(story.Finding("a1", Story.Another));
    }

    [Fact]
    public void A_longer_period_has_an_end_and_is_longer_for_both_sides()
    {
        var story = Story.Heard();
        var finding = story.Finds("a1");
        Proposal Extension(string until) => new(Story.Officer, "case-officer", "extension-granted", ("period", "appeal"), ("allegations", Written.List("a1")), ("until", until), ("cause", "illness"));
        story.Try(Extension("2099-01-01")).Reason.ShouldStartWith("\"until\" has to be a day from 2026-02-24 to 2026-05-24");
        var extension = story.Do(Extension("2026-04-01"));
        story.OpenDuties.Count(d => d.About == extension).ShouldBe(2);
        story.Waits(30);
        foreach (var (side, role, appeal) in new[] { ("reporter-1", "reporter", "p1"), ("respondent-1", "respondent", "p2") })
        {
            story.Do(side, role, "appeal-filed", ("appeal", appeal), ("decision", finding), ("ground", "new-evidence"), ("content", story.Sealed()));
        }
    }

    [Fact]
    public void Evidence_of_an_open_case_is_destroyed_by_a_court_alone_whose_order_is_kept()
    {
        var story = Story.Begun();
        story.Do(Story.Officer, "case-officer", "evidence-received", ("evidence", "x1"), ("from", "reporter-1"), ("allegations", Written.List("a1")), ("content", Written.Sealed(777)));
        var content = $"{777:x32}";
        story.Try("system", "system", "content-destroyed", ("content", content), ("ground", "retention")).Id.ShouldBe("append-only");
        story.Try(Story.Officer, "case-officer", "content-destroyed", ("content", content), ("ground", "court-order")).Id.ShouldBe("record");
        story.Do(Story.Officer, "case-officer", "evidence-received", ("evidence", "x3"), ("from", "reporter-1"), ("allegations", Written.List("a1")), ("content", Written.Sealed(778)));
        foreach (var known in new[] { 777, 778 })
        {
            story.Try(Story.Officer, "case-officer", "content-destroyed", ("content", content), ("ground", "court-order"), ("order", Written.Sealed(known))).Reason.ShouldStartWith("The order is sealed content of this event itself");
        }

        story.Do(Story.Officer, "case-officer", "content-destroyed", ("content", content), ("ground", "court-order"), ("order", story.Sealed()));
        story.State.Log.ShouldContain(e => e.Head.Sealed.Any(s => s.Id == content));
        story.Try(Story.Officer, "case-officer", "evidence-received", ("evidence", "x2"), ("from", "reporter-1"), ("allegations", Written.List("a1")), ("content", Written.Sealed(777))).Id.ShouldBe("append-only");
    }

    [Fact]
    public void A_process_that_was_dismissed_wrongly_was_never_left()
    {
        var story = Story.Heard("title-ix-2020");
        story.Do(story.Dismissal("d1", "a1", "respondent-left"));
        var dismissed = story.Do(story.Confirmation("d1", "a1"));
        story.Do(Story.Officer, "case-officer", "process-continued", ("allegation", "a1"), ("process", "fair-process@1"));
        story.View.Standing("a1").Words.ShouldBe("alleged; formal process title-ix-2020 dismissed (respondent-left)");
        story.Notifies("decision", "reporter-1", dismissed);
        story.Notifies("decision", "respondent-1", dismissed);
        var appeal = story.Do("reporter-1", "reporter", "appeal-filed", ("appeal", "p1"), ("decision", dismissed), ("ground", "procedural-irregularity"), ("content", story.Sealed()));
        story.Notifies("appeal", "respondent-1", appeal);
        story.Waits(20);
        story.Do(Story.Another, "decision-maker", "appeal-decided", ("appeal", "p1"), ("outcome", "set-aside"), ("reasons", story.Sealed()));
        story.View.Standing("a1").Words.ShouldBe("alleged");
        story.Try(story.Finding("a1")).Id.ShouldBe("title-ix-2020/finding");
    }
}
