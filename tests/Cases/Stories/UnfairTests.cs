using Chorus.Cases.Events;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Stories;

/// <summary>What would be unfair to one side or the other.</summary>
public sealed class UnfairTests
{
    [Fact]
    public void Evidence_that_comes_late_is_shown_and_looked_at_before_anything_is_found()
    {
        var story = Story.Heard();
        story.Do(Story.Officer, "case-officer", "evidence-received", ("evidence", "x1"), ("from", "respondent-1"), ("allegations", Written.List("a1")), ("content", story.Sealed()));
        story.Try(story.Finding("a1")).Reason.ShouldBe("reporter-1 has not been shown x1, which is about a1.");
        story.Shows("reporter-1", "a1");
        story.Shows("respondent-1", "a1");
        story.Try(story.Finding("a1")).Id.ShouldBe("evidence-access");
        story.Waits(11);
        story.Do(story.Finding("a1"));
    }

    [Fact]
    public void An_allegation_that_got_another_form_is_told_anew_with_time_to_answer()
    {
        var story = Story.Heard();
        story.Do(Story.Officer, "case-officer", "allegation-recoded", ("allegation", "a1"), ("act", "B08"), ("reasons", story.Sealed()));
        story.Try(story.Finding("a1")).Id.ShouldBe("notice");
        story.OpenDuties.Count(d => d is { Id: "fair-process/notice", About: "a1" }).ShouldBe(2);
        story.Notifies("allegations", "reporter-1", null, "a1");
        story.Notifies("allegations", "respondent-1", null, "a1");
        story.Try(story.Finding("a1")).Id.ShouldBe("time-to-answer");
        story.Waits(12);
        story.Do(story.Finding("a1"));
    }

    [Fact]
    public void Who_is_told_late_makes_the_time_to_appeal_later_for_both()
    {
        var story = Story.Heard();
        var finding = story.Do(story.Finding("a1"));
        story.Notifies("decision", "reporter-1", finding);
        story.Waits(40);
        story.View.Standing("a1").WaitsFor.ShouldBe("the notice of it to respondent-1");
        story.Notifies("decision", "respondent-1", finding);
        story.Waits(9);
        story.Do("reporter-1", "reporter", "appeal-filed", ("appeal", "p1"), ("decision", finding), ("ground", "new-evidence"), ("content", story.Sealed()));
        story.Waits(4);
        story.Try("respondent-1", "respondent", "appeal-filed", ("appeal", "p2"), ("decision", finding), ("ground", "new-evidence"), ("content", story.Sealed())).Id.ShouldBe("equal-appeal");
    }

    [Fact]
    public void A_case_that_is_reopened_for_new_evidence_lets_both_sides_appeal_once_more_and_stays_decided_until_one_does()
    {
        var story = Story.Heard();
        var findings = new[] { "a1", "a2" }.Select(a => story.Finds(a)).ToArray();
        story.Waits(15);
        story.Do(Story.Officer, "case-officer", "lesson-written", ("lesson", "l1"), ("allegations", Written.List("a1", "a2")), ("changes", Written.List("training")), ("done-by", "2026-12-01"), ("content", story.Sealed()));
        story.Do(Story.Decider, "decision-maker", "case-closed");
        Proposal Appeal(string side, string appeal) => new(side, side[..^2], "appeal-filed", ("appeal", appeal), ("decision", findings[0]), ("ground", "new-evidence"), ("content", story.Sealed()));
        story.Waits(100);
        story.Do(Story.Officer, "case-officer", "case-reopened", ("because", "new-allegation"));
        story.Try(Appeal("respondent-1", "p1")).Id.ShouldBe("equal-appeal");
        story.Do(Story.Decider, "decision-maker", "case-closed");
        story.Do(Story.Officer, "case-officer", "case-reopened", ("because", "new-evidence"));
        story.Waits(9);
        story.View.Standing("a1").IsFinal.ShouldBeTrue();
        var appeal = story.Do(Appeal("respondent-1", "p1"));
        story.View.Standing("a1").Words.ShouldBe("alleged; found substantiated, not final");
        story.View.Standing("a2").IsFinal.ShouldBeTrue();
        story.Do(Appeal("reporter-1", "p2"));
        story.Notifies("appeal", "reporter-1", appeal);
        story.Try(Story.Decider, "decision-maker", "case-closed").Id.ShouldBe("finding-per-allegation");
        story.Waits(10);
        story.Do(Story.Another, "decision-maker", "appeal-decided", ("appeal", "p1"), ("outcome", "set-aside"), ("reasons", story.Sealed()));
        story.View.Standing("a1").Words.ShouldBe("alleged");
    }

    [Fact]
    public void Somebody_new_who_is_named_is_spoken_of_before_anybody_acts_on()
    {
        var story = Story.Heard();
        story.Names("witness-1");
        story.Try(story.Finding("a1")).Reason.ShouldBe("staff-2 has not declared whether there is a conflict with witness-1; that comes first (conflicts-declared).");
        story.Declares(Story.Decider, "decision-maker", "close-to", "witness-1");
        story.Try(story.Finding("a1")).Id.ShouldBe("conflict");
        story.Declares(Story.Another, "decision-maker", "none", "witness-1");
        story.Do(story.Finding("a1", Story.Another));
    }

    [Fact]
    public void A_member_who_turns_out_to_be_a_party_is_off_the_case_at_once()
    {
        var story = Story.Begun();
        story.Do("system", "system", "party-named", ("party", "respondent-2"), ("member", Story.Officer), ("identity", story.Sealed()));
        story.Try(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "resigned")).Reason.ShouldBe("staff-1 is in conflict with respondent-2 (named) and cannot act in this case; another has to.");
        story.State.Reviews.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void A_sanction_waits_for_the_notice_to_both_sides_whoever_else_is_told()
    {
        var story = Story.Heard();
        story.Names("witness-1");
        foreach (var member in new[] { Story.Officer, Story.Decider })
        {
            story.Declares(member, member == Story.Officer ? "case-officer" : "decision-maker", "none", "witness-1");
        }

        var finding = story.Do(story.Finding("a1"));
        story.Notifies("decision", "witness-1", finding);
        story.Notifies("decision", "reporter-1", finding);
        story.Waits(20);
        var sanction = new Proposal(Story.Decider, "decision-maker", "sanction-decided", ("allegation", "a1"), ("sanction", "warning"), ("content", story.Sealed()));
        story.Try(sanction).Reason.ShouldContain("the notice of it to respondent-1");
        story.Notifies("decision", "respondent-1", finding);
        story.Waits(20);
        story.Do(sanction with { Members = [.. sanction.Members[..2], ("content", story.Sealed())] });
    }

    [Fact]
    public void A_member_who_names_themselves_is_off_the_case_and_another_reviews_that_too()
    {
        var story = Story.Begun();
        var named = story.Do(Story.Officer, "case-officer", "party-named", ("party", "respondent-2"), ("member", Story.Officer), ("identity", story.Sealed()));
        story.State.Reviews.Select(r => r.Id).ShouldBe(
            story.State.Log.Where(e => e.Head.Actor.Pseudonym == Story.Officer && e is not ConflictsDeclared).Select(e => e.Head.Id));
        story.State.Reviews[named].Outcome.ShouldBeNull();
    }

    [Fact]
    public void An_adviser_speaks_for_who_chose_them_and_for_nobody_else()
    {
        var story = Story.Heard();
        story.Do("respondent-1", "respondent", "adviser-named", ("adviser", "adviser-1"), ("for", "respondent-1"), ("provided", false), ("identity", story.Sealed()));
        story.Do("adviser-1", "adviser", "answer-given", ("allegations", Written.List("a1")), ("content", story.Sealed()));
        story.Try("adviser-1", "adviser", "withdrawal-recorded", ("reporter", "reporter-1"), ("allegations", Written.List("a1"))).Id.ShouldBe("record");
        story.Try("reporter-1", "reporter", "answer-given", ("allegations", Written.List("a1")), ("content", story.Sealed())).Id.ShouldBe("roles");
    }

    [Fact]
    public void Who_investigated_does_not_decide()
    {
        var story = Story.Heard();
        story.Do(Story.Administrator, "administrator", "assigned", ("member", Story.Officer), ("role", "decision-maker"), ("neutral", false));
        story.Try(story.Finding("a1", Story.Officer)).Id.ShouldBe("fair-process/separate-decision");
    }

    [Fact]
    public void Nobody_who_withdrew_is_still_to_be_heard_and_everything_is_still_told_them()
    {
        var story = Story.Heard();
        story.OpenDuties.ShouldContain(d => d.Id == "fair-process/interviews" && d.To == "reporter-1" && d.About == "a1");
        story.Do("reporter-1", "reporter", "withdrawal-recorded", ("reporter", "reporter-1"), ("allegations", Written.List("a1")));
        story.OpenDuties.ShouldNotContain(d => d.Id == "fair-process/interviews" && d.To == "reporter-1" && d.About == "a1");
        var finding = story.Do(story.Finding("a1"));
        story.OpenDuties.ShouldContain(d => d.About == finding && d.To == "reporter-1");
    }
}
