using Chorus.Cases.Processes;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Tests.Processes;

/// <summary>A process file that is wrong, or that tries to switch off a law, is not loaded and says what to change.</summary>
public sealed class ProcessReaderTests
{
    private const string Good = """
        format: chorus/case-process/1
        name: ours
        version: 3
        title: Ours
        about: How we do it.
        sources: [The agreement of 2020]
        standards: [preponderance]
        separate-decision: yes
        appeal-by: another
        last-day: stays
        periods:
          answer: 10 days
          evidence: 10 days
          appeal: 10 days
          appeal-answer: 5 working days
          tell: 2 working days
        appeal-grounds: [procedural-irregularity, new-evidence, conflict-or-bias]
        dismissals:
          - ground: duplicate
            then: ends
          - ground: respondent-left
            then: continues
            under: fair-process
        steps:
          - id: notice
            does: Tell both sides.
            event: notice-sent
            which: allegations
            to: [reporter, respondent]
            by: [case-officer]
          - id: hearing
            does: Hear both sides.
            event: hearing-held
            after: [notice + 7 days]
            asks: { live: ["true"] }
          - id: answering
            does: Answer.
            event: answer-given
            within: 10 days
            of: notice
        """;

    [Fact]
    public void A_process_is_read_as_it_is_written()
    {
        var process = ProcessReader.Parse("ours.yaml", Good);
        process.Version.ShouldBe(3);
        process.Rights.AppealAnswer.ToString().ShouldBe("5 working days");
        process.Step("hearing")!.After.Single().Wait!.Value.ToString().ShouldBe("7 days");
        process.Dismissals.Select(d => d.Under).ShouldBe([null, "fair-process"]);
    }

    [Fact]
    public void The_four_processes_are_built_in() =>
        BuiltInFiles.Processes.Keys.ShouldBe(["eu-2019-1937", "fair-process", "title-ix-2020", "union-grievance"]);

    [Theory]
    [InlineData("answer: 10 days", "answer: 4 days", "ours.yaml: periods.answer is 4 days; give at least 5 days (time-to-answer: ")]
    [InlineData("evidence: 10 days", "evidence: 1 day", "periods.evidence is 1 day; give at least 5 days (evidence-access: ")]
    [InlineData("appeal: 10 days", "appeal: 3 working days", "periods.appeal is 3 working days; give at least 5 days (equal-appeal: ")]
    [InlineData("appeal-grounds: [procedural-irregularity, new-evidence, conflict-or-bias]", "appeal-grounds: [new-evidence]", "appeal-grounds lacks procedural-irregularity; add it (equal-appeal: ")]
    [InlineData("    then: continues\n    under: fair-process", "    then: ends", "dismissals has respondent-left, which would end the allegation; say then: continues, and under: the name of another process (departure-closes-nothing: ")]
    [InlineData("under: fair-process", "under: ours", "dismissals has respondent-left, which would end the allegation")]
    [InlineData("ground: duplicate", "ground: outside-programme", "dismissals has outside-programme with then: ends; only duplicate and outside-institution end an allegation")]
    [InlineData("event: answer-given", "event: answer-given\n    after: [hearing]", "the step answering narrows answer-given, by which parties speak; leave out its after and asks")]
    [InlineData("event: answer-given", "event: appeal-filed\n    by: [respondent]", "the step answering narrows appeal-filed, by which parties speak")]
    public void A_process_cannot_switch_off_a_law(string good, string bad, string sentence) => Refusal(good, bad).ShouldContain(sentence);

    [Theory]
    [InlineData("version: 3", "version: three", "ours.yaml, line 3: version has to be a number from 1 to 999.")]
    [InlineData("name: ours", "name: Ours!", "line 2: name has to be small letters, digits and hyphens")]
    [InlineData("answer: 10 days", "answer: 10 dayz", "line 12: periods.answer has to be a number from 1 to 999 and days, working days or months, such as 10 working days.")]
    [InlineData("answer: 10 days", "answers: 10 days", "periods.answer is missing")]
    [InlineData("standards: [preponderance]", "standards: [beyond-doubt]", "line 7: standards has beyond-doubt, which is none of preponderance, clear-and-convincing.")]
    [InlineData("event: hearing-held", "event: hearing", "steps[2].event has hearing, which is no kind of event; `chorus case schema` lists them.")]
    [InlineData("after: [notice + 7 days]", "after: [answering]", "steps[2].after has answering, and no step above is called so.")]
    [InlineData("after: [notice + 7 days]", "after: [notice + soon]", "behind the + stands a number from 1 to 999")]
    [InlineData("which: allegations", "which: gossip", "steps[1].which has gossip, which is none of acknowledgement, allegations")]
    [InlineData("by: [case-officer]", "by: [auditor]", "steps[1].by has auditor, who may not do notice-sent; it can only narrow")]
    [InlineData("asks: { live: [\"true\"] }", "asks: { live: [maybe] }", "steps[2].asks wants a value for live that it cannot have; say given, true, false.")]
    [InlineData("asks: { live: [\"true\"] }", "asks: { music: [given] }", "steps[2].asks has music, which hearing-held has not; it has allegations, live, questioning, attended, recording.")]
    [InlineData("id: hearing", "id: notice", "steps[2].id is notice, which another step or a period is called; take another.")]
    [InlineData("id: hearing", "id: appeal", "steps[2].id is appeal, which another step or a period is called")]
    [InlineData("    within: 10 days\n", "", "steps[3].of has no meaning without within.")]
    [InlineData("separate-decision: yes", "separate-decision: maybe", "separate-decision has to be yes or no.")]
    [InlineData("to: [reporter, respondent]", "to: [auditor]", "steps[1].to has auditor, which is none of reporter, respondent, witness.")]
    [InlineData("does: Answer.", "does: Answer.\n    colour: blue", "steps[3].colour is unknown here; known are id, ")]
    [InlineData("format: chorus/case-process/1", "just text", "it has to be one YAML document")]
    public void A_file_that_is_wrong_says_where_and_what_to_change(string good, string bad, string sentence) => Refusal(good, bad).ShouldContain(sentence);

    private static string Refusal(string good, string bad)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);
        text.ShouldNotBe(Good);
        return Should.Throw<CaseFileException>(() => ProcessReader.Parse("ours.yaml", bad == "just text" ? bad : text)).Message;
    }
}
