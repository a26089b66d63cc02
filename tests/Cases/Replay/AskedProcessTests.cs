using Chorus.Cases.Replay;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Replay;

/// <summary>A replay is asked for a process, and a case under another is not the one that was meant.</summary>
public sealed class AskedProcessTests
{
    [Theory]
    [InlineData("case-officer", "title-ix-2020", null)]
    [InlineData("case-officer", "fair-process", "process")]
    [InlineData("case-officer", "union-grievance", "process")]
    // The laws come first, as they do without a replay: a random case fell over this.
    [InlineData("auditor", "fair-process", "roles")]
    [InlineData("auditor", "title-ix-2020", "roles")]
    public void A_case_under_another_process_is_refused_after_the_laws(string role, string process, string? refusedBy)
    {
        var opening = new Proposal("staff-1", role, "case-opened",
            ("process", $"{process}@1"), ("source", "direct"), ("zone", "America/New_York"), ("holidays", "weekends-only"), ("jurisdiction", "US-CA"));
        var rules = Rulebook.BuiltIn;
        var replayed = CaseReplay.Of([Written.Line(opening, "e1", DateTimeOffset.UnixEpoch)], rules, rules.Processes["title-ix-2020"]);
        (replayed.Lines.Single().Refused?.Id).ShouldBe(refusedBy);
    }

    [Fact]
    public void A_case_under_a_process_that_is_not_here_is_told_what_was_asked_for()
    {
        var opening = CaseData.Lines("fair-process.jsonl")[0].Replace("fair-process@1", "ours@1", StringComparison.Ordinal);
        CaseReplay.Of([opening], Rulebook.BuiltIn, Rulebook.BuiltIn.Processes["fair-process"]).Lines.Single().Refused!.Reason
            .ShouldBe("The case is under ours@1, and this replay was asked for fair-process.");
    }
}
