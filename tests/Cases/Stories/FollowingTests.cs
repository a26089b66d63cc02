using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Jurisdictions;
using Chorus.Cases.Replay;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Stories;

/// <summary>What follows a person to another employer, and what does not.</summary>
public sealed class FollowingTests
{
    [Fact]
    public void A_finding_is_told_once_nobody_can_appeal_and_not_a_day_before()
    {
        var story = Story.Heard();
        var finding = story.Finds("a1");
        story.Try(Telling(story, "findings", finding)).Reason.ShouldStartWith($"The finding {finding} is not final: it waits for the end of the time to appeal");
        story.Waits(13);
        Tellable(story).Findings("respondent-1").ShouldHaveSingleItem().ShouldBe(
            new(finding, "a1", ActCode.B03, StandardOfProof.Preponderance, "fair-process", new(2026, 2, 23), new(2026, 3, 6)));
        story.Do(Telling(story, "findings", finding));
        story.State.Statements["t1"].WithdrawnAt.ShouldBeNull();
        var duty = story.OpenDuties.Single(d => d.Id == "statement/tell");
        story.Notifies("statement", "respondent-1", duty.About);
        story.OpenDuties.ShouldNotContain(d => d.Id == "statement/tell");
    }

    [Fact]
    public void What_was_not_substantiated_or_is_of_somebody_else_is_never_told()
    {
        var story = Story.Heard();
        var cleared = story.Do(story.Finding("a1", finding: "not-substantiated"));
        story.Notifies("decision", "reporter-1", cleared);
        story.Notifies("decision", "respondent-1", cleared);
        story.Waits(20);
        story.Try(Telling(story, "findings", cleared)).Reason.ShouldBe($"{cleared} found not-substantiated: only what was found substantiated is told.");
        story.Try(Telling(story, "findings", "e1")).Reason.ShouldBe("e1 is no finding.");
        Tellable(story).Findings("respondent-1").ShouldBeEmpty();
        Tellable(story).Findings("reporter-1").ShouldBeEmpty();
    }

    [Fact]
    public void A_finding_that_a_later_appeal_sets_aside_has_to_be_withdrawn_and_is_told_no_more()
    {
        var story = Story.Heard();
        var finding = story.Finds("a1");
        story.Waits(13);
        story.Do(Telling(story, "findings", finding));
        story.Do(story.Finding("a2"));
        var second = $"e{story.State.Log.Count}";
        story.Notifies("decision", "reporter-1", second);
        story.Notifies("decision", "respondent-1", second);
        story.Waits(20);
        story.Do(Story.Officer, "case-officer", "lesson-written", ("lesson", "l1"), ("allegations", Written.List("a1", "a2")), ("changes", Written.List("policy")), ("done-by", "2026-12-01"), ("content", story.Sealed()));
        foreach (var to in new[] { "reporter-1", "respondent-1" })
        {
            story.Notifies("closure", to, null);
        }

        story.Do(Story.Officer, "case-officer", "case-closed");
        story.Do(Story.Officer, "case-officer", "case-reopened", ("because", "new-evidence"));
        story.Try(Telling(story, "findings", finding, "t2")).Reason.ShouldStartWith("The case was reopened, and until");
        story.OpenDuties.ShouldNotContain(d => d.Id == "statement/withdraw");
        story.Do("respondent-1", "respondent", "appeal-filed", ("appeal", "p1"), ("decision", finding), ("ground", "new-evidence"), ("content", story.Sealed()));
        story.Notifies("appeal", "reporter-1", $"e{story.State.Log.Count}");
        // Filed, it is not final any more.
        story.OpenDuties.Single(d => d.Id == "statement/withdraw").About.ShouldBe("t1");
        story.Waits(15);
        story.Do(Story.Another, "decision-maker", "appeal-decided", ("appeal", "p1"), ("outcome", "set-aside"), ("reasons", story.Sealed()));
        story.OpenDuties.Single(d => d.Id == "statement/withdraw").About.ShouldBe("t1");
        story.Try(Telling(story, "findings", finding, "t2")).Reason.ShouldBe($"{finding} does not stand any more.");
        story.Do(Story.Officer, "case-officer", "statement-withdrawn", ("statement", "t1"), ("cause", "no-longer-so"), ("content", story.Sealed()));
        story.OpenDuties.ShouldNotContain(d => d.Id == "statement/withdraw");
        story.Try(Story.Officer, "case-officer", "statement-withdrawn", ("statement", "t1"), ("cause", "mistaken"), ("content", story.Sealed())).Reason.ShouldBe("t1 is withdrawn already.");
        story.OpenDuties.Count(d => d.Id == "statement/tell").ShouldBe(2);
    }

    [Fact]
    public void That_somebody_left_is_told_only_where_they_knew_and_only_until_it_is_decided()
    {
        var story = Story.Begun();
        var early = story.Do(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "transferred"));
        story.Try(Telling(story, "departure", early)).Reason.ShouldStartWith("No allegation of which respondent-1 had been told was pending");
        story.Notifies("allegations", "respondent-1", null, "a1");
        var again = story.Do(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "resigned"));
        story.Try(Telling(story, "departure", again)).Reason.ShouldBe($"respondent-1 left by {early}: only the first departure of somebody is told.");
        story = Story.Heard();
        var left = story.Do(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "resigned"));
        story.Try(Telling(story, "departure", left, until: 91)).Reason.ShouldStartWith("\"until\" has to be a day from");
        story.Do(Telling(story, "departure", left));
        story.Waits(61);
        story.Try(Telling(story, "departure", left, "t2")).Reason.ShouldStartWith("\"until\" has to be a day from");
        Tellable(story).Departures("respondent-1").ShouldHaveSingleItem().Last.ShouldBe(story.State.Statements["t1"].Until.AddDays(30));
        foreach (var allegation in new[] { "a1", "a2" })
        {
            story.OpenDuties.ShouldNotContain(d => d.Id == "statement/withdraw");
            story.Do(story.Finding(allegation, finding: "not-substantiated"));
        }

        // It ended by itself, the day before.
        story.OpenDuties.ShouldNotContain(d => d.Id == "statement/withdraw");
        story.Try(Telling(story, "departure", left, "t2")).Reason.ShouldStartWith("No allegation of which");
    }

    [Fact]
    public void Who_is_cleared_of_what_they_knew_of_is_marked_no_longer_whatever_else_is_open()
    {
        var story = Story.Heard();
        var left = story.Do(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "resigned"));
        story.Do(Telling(story, "departure", left));
        story.Do(story.Finding("a1", finding: "not-substantiated"));
        story.OpenDuties.ShouldNotContain(d => d.Id == "statement/withdraw");
        story.Do(Story.Officer, "case-officer", "allegation-made", ("allegation", "a9"), ("act", "B02"), ("reporter", "reporter-1"), ("respondent", "respondent-1"), ("when-and-where", story.Sealed()));
        story.Do(story.Finding("a2", finding: "not-substantiated"));
        story.OpenDuties.Single(d => d.Id == "statement/withdraw").About.ShouldBe("t1");
    }

    [Fact]
    public void A_statement_says_which_acts_were_found_and_no_other()
    {
        var story = Story.Heard();
        var finding = story.Finds("a1");
        story.Waits(13);
        story.Try(Telling(story, "findings", finding, acts: ["B14"])).Reason.ShouldBe("\"acts\" has to be what was found, in the order of \"rests-on\": [B03].");
        story.Try(Telling(story, "findings", finding, acts: [])).Reason.ShouldStartWith("\"acts\" has to be");
        story.Do(Telling(story, "findings", finding));
    }

    [Fact]
    public void Once_something_is_found_it_is_not_told_that_somebody_left()
    {
        var story = Story.Heard();
        var left = story.Do(Story.Officer, "case-officer", "departure-recorded", ("party", "respondent-1"), ("how", "resigned"));
        var finding = story.Finds("a1");
        story.Try(Telling(story, "departure", left)).Reason.ShouldStartWith($"{finding} found something about respondent-1");
        story.Waits(13);
        story.Try(Telling(story, "departure", left)).Law.ShouldNotBeNull().ShouldStartWith("Another employer is told only what is final");
        story.Do(Telling(story, "findings", finding));
    }

    [Fact]
    public void A_case_says_what_may_be_told_now_and_with_which_words()
    {
        var story = Story.Heard();
        story.Finds("a1");
        story.Waits(13);
        var json = StateJson.Of(story.View)!;
        json["tellable"]![0]!["findings"]![0]!["final"]!.GetValue<string>().ShouldBe("2026-03-06");
        json["day"]!.GetValue<string>().ShouldBe("2026-03-08");
        json["statementWording"]!["departure"]!.AsArray().Select(s => (string)s!["says"]!).ShouldContain("Nothing is on file here about what the law of US-IL says on such statements: ask a lawyer of the place.");
        var known = StatementWording.For("US-CA", StatementKind.Findings);
        known.ShouldContain(s => s.Law != null && s.Law.Source == "Civil Code, section 47(c)");
        known.ShouldNotContain(s => s.Says.StartsWith("Nothing is on file"));
        known.ShouldContain(s => s.Says.StartsWith("Of California, this does not cover: "));
        // What is said of determinations has no place beside "nothing was found".
        StatementWording.For("US-CA", StatementKind.Departure).ShouldNotContain(s => s.Says.Contains("determination"));
        StatementWording.For("IE", StatementKind.Findings).ShouldContain(s => s.Law != null && s.Law.Place == "European Union");
    }

    private static Tellable Tellable(Story story) => new(story.State, Rulebook.BuiltIn, story.Now);

    private static Proposal Telling(Story story, string says, string on, string id = "t1", int until = 60, string[]? acts = null) => new(Story.Officer, "case-officer", "statement-given",
        ("statement", id), ("respondent", "respondent-1"), ("says", says), ("rests-on", Written.List(on)), ("acts", Written.List(acts ?? (says == "findings" ? ["B03"] : []))), ("until", $"{story.Now.UtcDateTime.AddDays(until):yyyy-MM-dd}"),
        ("digest", new string('7', 64)), ("content", (JsonNode)story.Sealed()));
}
