using Chorus.App.Tests.Match;
using Chorus.App.Tests.Record;

namespace Chorus.App.Tests.Cases;

/// <summary><c>chorus case</c> as somebody calls it.</summary>
public sealed class CaseCommandTests
{
    private static readonly string s_file = Path.Combine(AppContext.BaseDirectory, "data", "cases", "fair-process.jsonl");

    [Fact]
    public void A_file_is_replayed_and_the_case_shown()
    {
        var ended = CommandLine.Run("case", "replay", s_file, "--process", "fair-process");
        ended.Code.ShouldBe(0);
        ended.Output.ShouldContain("line 1: accepted  e1 case-opened");
        ended.Output.ShouldContain("a1 (B08, reporter-1 of respondent-1): found substantiated");
    }

    [Fact]
    public void At_an_earlier_instant_the_case_is_shown_as_it_was()
    {
        var ended = CommandLine.Run("case", "replay", s_file, "--process", "fair-process", "--at", "2026-02-20T12:00Z");
        ended.Output.ShouldContain("At 2026-02-20 12:00 UTC the case is open, under fair-process@1.");
        ended.Output.ShouldContain("a1 (B08, reporter-1 of respondent-1): alleged");
        CommandLine.Run("case", "replay", s_file, "--process", "fair-process", "--at", "tomorrow").Error.ShouldHaveSingleItem().ShouldStartWith("--at takes a time");
    }

    [Fact]
    public async Task Standard_input_is_read_and_a_line_that_is_no_event_gives_its_number_and_code_1()
    {
        var lines = (await File.ReadAllLinesAsync(s_file, TestContext.Current.CancellationToken)).Take(3).ToArray();
        var ended = await ChorusProcess.RunAsync($"{lines[0]}\nhe locked the door\n\n{lines[1]}", "case", "replay", "-", "--process", "fair-process", "--json");
        ended.Code.ShouldBe(1);
        var output = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        output.Length.ShouldBe(4);
        output[1].ShouldStartWith("""{"line":2,"event":null,"kind":null,"outcome":"refused","by":"line","reason":"The line is no JSON object""");
        output[2].ShouldStartWith("""{"line":4,"event":"e2","kind":"party-named","outcome":"accepted",""");
        output[3].ShouldStartWith("""{"state":{"at":""");
        ended.Output.ShouldNotContain("door");
    }

    [Fact]
    public void A_process_and_holidays_of_ones_own_are_taken_and_what_is_wrong_with_them_is_said()
    {
        using var folder = new TempFolder();
        var own = File.ReadAllText(Wording.Source.Path("src/Cases/Processes/fair-process.yaml")).Replace("name: fair-process", "name: ours", StringComparison.Ordinal);
        File.WriteAllText(folder["ours.yaml"], own);
        File.WriteAllText(folder["here.yaml"], File.ReadAllText(Wording.Source.Path("src/Cases/Holidays/ireland.yaml")).Replace("name: ireland", "name: here", StringComparison.Ordinal));
        File.WriteAllLines(folder["events.jsonl"], File.ReadLines(s_file).Take(1).Select(l => l.Replace("fair-process@1", "ours@1", StringComparison.Ordinal).Replace("us-federal", "here", StringComparison.Ordinal)));
        CommandLine.Run("case", "replay", folder["events.jsonl"], "--process", folder["ours.yaml"], "--holidays", folder["here.yaml"]).Output.ShouldContain("line 1: accepted  e1 case-opened");

        File.WriteAllText(folder["ours.yaml"], own.Replace("appeal: 10 days", "appeal: 1 day", StringComparison.Ordinal));
        var refused = CommandLine.Run("case", "replay", folder["events.jsonl"], "--process", folder["ours.yaml"]);
        refused.Code.ShouldBe(2);
        refused.Error.ShouldHaveSingleItem().ShouldStartWith("ours.yaml: periods.appeal is 1 day; give at least 5 days (equal-appeal: ");
    }

    [Theory]
    [InlineData("nothing-there.jsonl", "fair-process", "There is no file nothing-there.jsonl. Check the name.")]
    [InlineData("-", "quick-process", "There is no process quick-process: name one of eu-2019-1937, fair-process, title-ix-2020, union-grievance, or the path of a file.")]
    public void What_is_not_there_is_said(string file, string process, string sentence)
    {
        var ended = CommandLine.Run("case", "replay", file, "--process", process);
        ended.Code.ShouldBe(2);
        ended.Error.ShouldBe([sentence]);
    }

    [Fact]
    public void The_schema_is_json_of_every_kind()
    {
        var ended = CommandLine.Run("case", "schema");
        ended.Code.ShouldBe(0);
        using var schema = System.Text.Json.JsonDocument.Parse(string.Join('\n', ended.Output));
        schema.RootElement.GetProperty("$defs").TryGetProperty("case-closed", out _).ShouldBeTrue();
    }
}
