using Chorus.Cases.Events;
using Chorus.Cases.Replay;
using Chorus.Tests.Fuzzing;

namespace Chorus.Cases.Tests.Events;

public sealed class EventReaderTests
{
    private const string Good = """{"kind":"departure-recorded","id":"e7","time":"2026-05-20T10:00+02:00","actor":{"pseudonym":"staff-1","role":"case-officer"},"party":"respondent-1","how":"resigned"}""";

    [Fact]
    public void An_event_has_one_spelling_whatever_the_order_and_escapes_of_its_line()
    {
        var turned = """ { "how":"resi\u0067ned", "party":"respondent-1","actor":{"role":"case-officer","pseudonym":"staff-1"},"time":"2026-05-20T10:00+02:00","id":"e7","kind":"departure-recorded"}""";
        EventReader.Read(turned).Event!.Head.Line.ShouldBe(EventReader.Read(Good).Event!.Head.Line);
        EventReader.Read(Good).Event!.Head.Line.ShouldBe(
            """{"actor":{"pseudonym":"staff-1","role":"case-officer"},"how":"resigned","id":"e7","kind":"departure-recorded","party":"respondent-1","time":"2026-05-20T10:00+02:00"}""");
    }

    [Theory]
    [InlineData("", "The line is no JSON object")]
    [InlineData("[]", "The line is no JSON object")]
    [InlineData("{\"kind\":\"departure-recorded\"", "The line is no JSON object")]
    [InlineData("{}", "\"kind\" is missing.")]
    [InlineData("{\"kind\":\"closed-quietly\"}", "\"kind\" has to be a kind of event")]
    public void A_line_that_is_no_event_is_refused_with_a_sentence(string line, string sentence) => EventReader.Read(line).Fault!.ShouldStartWith(sentence);

    [Theory]
    [InlineData("\"id\":\"e7\"", "\"id\":\"7\"", "\"id\" has to be the id of an event: e and a number, such as e1.")]
    [InlineData("\"id\":\"e7\"", "\"id\":\"e7\\n\"", "\"id\" has to be")]
    [InlineData("2026-05-20T10:00+02:00", "2026-05-20T10:00", "\"time\" has to be a time between 1970 and 2199 with its offset")]
    [InlineData("2026-05-20T10:00+02:00", "9999-12-31T23:59Z", "\"time\" has to be")]
    [InlineData("2026-05-20T10:00+02:00", "2026-02-30T10:00Z", "\"time\" has to be")]
    [InlineData("\"staff-1\"", "\"Maria\"", "\"actor.pseudonym\" has to be a pseudonym")]
    [InlineData("\"staff-1\"", "\"reporter-1\"", "\"actor\": the pseudonym of the role case-officer begins with staff-.")]
    [InlineData("\"resigned\"", "\"fled\"", "\"how\" has to be one of resigned, dismissed, transferred")]
    [InlineData("\"respondent-1\"", "1", "\"party\" has to be a pseudonym")]
    [InlineData("\"how\":\"resigned\"", "\"how\":\"resigned\",\"how\":\"died\"", "The line is no JSON object")]
    [InlineData("\"how\":\"resigned\"", "\"how\":\"resigned\",\"note\":\"he did it\"", "A member is unknown: departure-recorded has kind, id, time, actor, party, how and nothing else. What is told in words has to be sealed.")]
    [InlineData("\"how\":\"resigned\"", "\"how\":\"\\ud800\"", "")]
    public void A_member_that_is_not_of_its_shape_is_refused_with_a_sentence(string good, string bad, string sentence) =>
        EventReader.Read(Good.Replace(good, bad, StringComparison.Ordinal)).Fault!.ShouldStartWith(sentence);

    [Fact]
    public void A_refusal_never_repeats_what_a_stray_member_tells()
    {
        var fault = EventReader.Read(Good.Replace("\"how\"", "\"Maria said he\":\"locked the door\",\"how\"", StringComparison.Ordinal)).Fault!;
        fault.ShouldNotContain("Maria");
        fault.ShouldNotContain("door");
    }

    [Fact]
    public void Lines_that_almost_follow_their_format_are_read_or_refused_and_never_throw()
    {
        var lines = BuiltInFileNames.Processes.SelectMany(p => CaseData.Lines($"{p}.jsonl")).ToArray();
        var rules = Rulebook.BuiltIn;
        var refused = 0;
        for (var seed = 1UL; seed <= 600; seed++)
        {
            var file = CaseData.Lines($"{BuiltInFileNames.Processes[(int)(seed % 4)]}.jsonl");
            for (var n = 0; n < file.Length; n++)
            {
                if ((seed + (ulong)n) % 5 == 0)
                {
                    file[n] = System.Text.Encoding.UTF8.GetString(new Mutator(seed + (ulong)n, [System.Text.Encoding.UTF8.GetBytes(file[n]), System.Text.Encoding.UTF8.GetBytes(lines[n])], json: true).Next());
                }
            }

            var replayed = CaseReplay.Of(file, rules, rules.Processes[BuiltInFileNames.Processes[(int)(seed % 4)]]);
            refused += replayed.Lines.Count(l => l.Refused?.By == RefusedBy.Line);
            replayed.Lines.ShouldAllBe(l => l.Refused == null || l.Refused.Reason.Length > 10);
            ReplayOutput.WriteText(TextWriter.Null, replayed, StateView.Of(replayed.State, rules, null));
            ReplayOutput.WriteJson(TextWriter.Null, replayed, StateView.Of(replayed.State, rules, null));
        }

        refused.ShouldBeGreaterThan(1000);
    }
}
