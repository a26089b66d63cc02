using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;
using Chorus.Cases.Tests.Stories;
using CsCheck;

namespace Chorus.Cases.Tests.Laws;

/// <summary>One person's word keeps a colleague out at once, and never everybody.</summary>
public sealed class OneVoiceTests
{
    private const string One = "staff-1", Helper = "staff-7", Other = "staff-8";
    private static readonly string[] s_roles = ["advocate", "case-officer", "decision-maker"];
    private static readonly string[] s_colleagues = ["staff-2", "staff-3", "staff-4", "staff-5", "staff-6"];

    /// <summary>What one member posts who wants the case for themselves: whom they name or raise, as what.</summary>
    private static Gen<(int Kind, int Role, int Member, int Number)[]> Gen { get; } =
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 5], CsCheck.Gen.Int[0, 2], CsCheck.Gen.Int[0, 4], CsCheck.Gen.Int[1, 3]).Array[1, 40];

    [Fact]
    public void Whatever_one_member_posts_in_a_fresh_case_at_most_one_colleague_is_kept_out_and_two_others_bring_everybody_back() => Gen.Sample(posts =>
    {
        var story = new Story();
        story.Opens("fair-process");
        foreach (var (kind, role, member, number) in posts)
        {
            Post(story, One, s_roles[role], kind, s_colleagues[member], number);
            story.State.Staff.Where(s => s.Id != One).ShouldAllBe(s => s.Conflicted == null);
            s_colleagues.Count(c => story.State.WithheldBy(c) is not null).ShouldBeLessThanOrEqualTo(1);
        }

        BringBack(story);
    });

    [Fact]
    public void Whatever_an_assigned_member_posts_and_writes_down_for_parties_at_most_two_colleagues_are_kept_out() => Gen.Sample(posts =>
    {
        var story = Story.Begun();
        // That nobody decides on words which they wrote down for a party is the site's to see: it alone knows who wrote them.
        foreach (var (kind, role, member, number) in posts.Where(p => p.Kind != 2))
        {
            Post(story, kind > 3 ? $"reporter-{number}" : One, kind > 3 ? "reporter" : s_roles[role], kind, s_colleagues[member], number);
            story.State.Staff.Where(s => s.Id != One).ShouldAllBe(s => s.Conflicted == null);
            s_colleagues.Count(c => story.State.WithheldBy(c) is not null).ShouldBeLessThanOrEqualTo(2);
        }

        BringBack(story);
    });

    private static void Post(Story story, string who, string role, int kind, string colleague, int number)
    {
        var proposal = kind switch
        {
            0 => Naming(story, $"respondent-{number}", colleague, who, role),
            1 => Naming(story, $"witness-{number}", colleague, who, role),
            2 => new(who, role, "conflict-decided", ("member", colleague), ("towards", "reporter-1"), ("conflict", "named"), ("reasons", story.Sealed())),
            3 => new(who, role, "conflicts-declared", ("about", new JsonArray([.. story.State.Named.Select(p => (JsonNode)new JsonObject { ["party"] = p.Id, ["conflict"] = "none" }).DefaultIfEmpty(new JsonObject { ["party"] = "reporter-1", ["conflict"] = "none" })]))),
            _ => Raising(story, colleague, who, role),
        };
        if (story.Ask(proposal) is Accepted)
        {
            story.Do(proposal);
        }
    }

    // Two others, who were not spoken of, decide one word after the other.
    private static void BringBack(Story story)
    {
        foreach (var decider in new[] { Helper, Other })
        {
            if (story.State.Named.Any())
            {
                story.Declares(decider, "decision-maker", "none", [.. story.State.Named.Select(p => p.Id)]);
            }
        }

        if (!story.State.Named.Any())
        {
            return;
        }

        while (story.State.RaisedConflicts.FirstOrDefault() is { } word)
        {
            story.Do(Helper, "decision-maker", "conflict-decided", ("member", word.Member), ("towards", word.Towards ?? story.State.Named.First().Id), ("conflict", "none"), ("reasons", story.Sealed()));
        }

        s_colleagues.ShouldAllBe(c => story.State.WithheldBy(c) == null);
    }

    [Fact]
    public void A_colleague_who_is_named_is_kept_out_at_once_and_off_the_case_when_another_confirms_it()
    {
        var story = Story.Begun();
        var named = story.Do(Naming(story, "respondent-2", Story.Decider));
        story.State.WithheldBy(Story.Decider)!.Id.ShouldBe(named);
        story.Try(story.Finding("a1")).Reason.ShouldBe($"staff-2 is said to be in conflict ({named}) and cannot act in this case before another has decided that.");
        story.Try(Story.Administrator, "administrator", "assigned", ("member", Story.Decider), ("role", "advocate"), ("neutral", false)).Reason.ShouldContain("choose another");
        story.Declares(Story.Another, "decision-maker", "none", "respondent-2");
        story.Try(Deciding(story, Story.Officer, "named", Story.Decider)).Reason.ShouldContain("another decides");
        story.State.Staff[Story.Decider].Assigned.ShouldNotBeEmpty();
        story.Do(Deciding(story, Story.Another, "named", Story.Decider));
        story.State.Staff[Story.Decider].Assigned.ShouldBeEmpty();
        story.State.Staff[Story.Decider].Conflicted!.Value.Conflict.ShouldBe(Conflict.Named);
    }

    [Fact]
    public void The_same_voice_keeps_out_one_at_a_time_and_each_once()
    {
        var story = Story.Begun();
        story.Do(Raising(story, Story.Decider));
        story.Do(Raising(story, Story.Third));
        story.State.WithheldBy(Story.Third).ShouldBeNull();
        story.Do(Raising(story, Story.Third, "respondent-1", "respondent"));
        story.State.WithheldBy(Story.Third).ShouldNotBeNull();
        story.Do(Deciding(story, Story.Another, "none", Story.Decider, "respondent-1"));
        story.Do(Deciding(story, Story.Another, "none", Story.Third, "respondent-1"));
        story.Do(Raising(story, Story.Decider));
        story.Do(Raising(story, Story.Third, "reporter-1", "reporter"));
        story.State.Withheld().ShouldBeEmpty();
        story.OpenDuties.Count(d => d.Id == "conflict/decide").ShouldBe(2);
        story.Try(Story.Officer, "case-officer", "case-closed").Id.ShouldBe("conflict");
    }

    [Fact]
    public void Whoever_is_in_conflict_themselves_keeps_nobody_out()
    {
        var story = Story.Begun();
        story.Do(Naming(story, "respondent-2", Story.Decider));
        story.Do("system", "system", "party-named", ("party", "respondent-3"), ("member", Story.Officer), ("identity", story.Sealed()));
        story.State.WithheldBy(Story.Decider).ShouldBeNull();
    }

    [Fact]
    public void What_two_found_two_others_lift_and_no_one_alone()
    {
        var story = Story.Begun();
        story.Do(Raising(story, Story.Decider));
        story.Do(Deciding(story, Story.Another, "close-to", Story.Decider, "respondent-1"));
        story.Try(Deciding(story, Story.Third, "none", Story.Decider, "respondent-1")).Id.ShouldBe("conflict");
        Proposal Doubt(string who) => new(who, "decision-maker", "conflict-doubted", ("member", Story.Decider), ("towards", "respondent-1"), ("reasons", story.Sealed()));
        story.Try(Doubt(Story.Decider)).Id.ShouldBe("conflict");
        story.Do(Doubt(Story.Third));
        story.Try(Deciding(story, Story.Third, "none", Story.Decider, "respondent-1")).Id.ShouldBe("conflict");
        story.Do(Deciding(story, Story.Another, "none", Story.Decider, "respondent-1"));
        story.State.Staff[Story.Decider].Conflicted.ShouldBeNull();
        story.State.Reviews.ShouldBeEmpty();
        story.Try(story.Finding("a1")).Id.ShouldBe("roles");
        story.Do(Story.Administrator, "administrator", "assigned", ("member", Story.Decider), ("role", "decision-maker"), ("neutral", true));
    }

    [Fact]
    public void What_a_member_declared_of_themselves_nobody_lifts()
    {
        var story = Story.Begun();
        story.Declares(Story.Decider, "decision-maker", "close-to", "respondent-1");
        story.Try(Story.Third, "decision-maker", "conflict-doubted", ("member", Story.Decider), ("towards", "respondent-1"), ("reasons", story.Sealed())).Reason.ShouldBe("No conflict of staff-2 with respondent-1 was found.");
    }

    private static Proposal Naming(Story story, string party, string member, string who = Story.Officer, string role = "case-officer") =>
        new(who, role, "party-named", ("party", party), ("member", member), ("identity", story.Sealed()));

    private static Proposal Raising(Story story, string member, string who = Story.Officer, string role = "case-officer") =>
        new(who, role, "conflict-raised", ("member", member), ("reasons", story.Sealed()));

    private static Proposal Deciding(Story story, string who, string conflict, string member, string towards = "respondent-2") =>
        new(who, "decision-maker", "conflict-decided", ("member", member), ("towards", towards), ("conflict", conflict), ("reasons", story.Sealed()));
}
