namespace Chorus.App.Tests.Match;

public sealed class BadInputTests : IDisposable
{
    private const string Ana = "ana@example.org";

    private static readonly string[] Nobody = [];

    private readonly CommandLine _chorus = new();

    public void Dispose() => _chorus.Dispose();

    public static TheoryData<string, string> BadLines => new()
    {
        { "{\"id\":", "it is not JSON" },
        { "[1,2]", "it is not a JSON object" },
        { "\"run\"", "it is not a JSON object" },
        { """{"run":false}""", "\"run\" can only be true" },
        { """{"withdraw":"nobody"}""", "no report before it has the id nobody" },
        { """{"withdraw":"later"}""", "no report before it has the id later" },
        { """{"withdraw":7}""", "\"withdraw\" has to be a text" },
        { Line.Report("good", 2, [Ana]), "the id good was used in line 1" },
        { Line.Report("x", 0, [Ana]), "its quorum is neither a number from 1 to 7 nor \"keep\"" },
        { Line.Report("x", 8, [Ana]), "its quorum is neither" },
        { Line.Report("x", 2.5, [Ana]), "its quorum is neither" },
        { Line.Report("x", "3", [Ana]), "its quorum is neither" },
        { Line.Report("x", 2, Nobody), "it names nobody" },
        { Line.Report("x", 2, ["a@b.example", "c@b.example", "d@b.example", "e@b.example", "f@b.example"]), "it names more than 4 identifiers" },
        { Line.Report("x", "keep", ["a@b.example", "c@b.example", "d@b.example", "e@b.example", "f@b.example"]), "it names more than 4 identifiers" },
        { Line.Report("x", 2, [Ana, " \u200b"]), "identifier 2 (email): There is nothing here to compare" },
        { Line.Report("x", 2, [new { kind = "email" }]), "identifier 1 (email): There is nothing here to compare" },
        { Line.Report("x", 2, [new { kind = "shoe", value = "42" }]), "identifier 1: there is no such kind" },
        { Line.Report("x", 2, [new { value = "42" }]), "identifier 1: there is no such kind" },
        { Line.Report("x", 2, ["nobody"]), "identifier 1 (email): This is not an e-mail address" },
        { Line.Report("x", 2, [new { kind = "phone", value = "600 12", region = "ES" }]), "identifier 1 (phone): This phone number is too short for Spain" },
        { Line.Report("x", 2, [new { kind = "phone", value = "600 123 456" }]), "identifier 1 (phone): Choose the country" },
        { Line.Report("x", 2, [new { kind = "phone", value = "600 123 456", region = 34 }]), "identifier 1: \"region\" has to be a text" },
        { """{"id":"x","reporter":"p","quorum":2,"organisation":"union","respondent":"me"}""", "\"respondent\" has to be a list of objects" },
        { """{"id":"x","reporter":"p","quorum":2,"organisation":"The Union","respondent":[{"kind":"email","value":"a@b.example"}]}""", "its organisation is not" },
        { """{"reporter":"p","quorum":2,"organisation":"union","respondent":[{"kind":"email","value":"a@b.example"}]}""", "\"id\" is missing or empty" },
        { """{"id":"x","quorum":2,"organisation":"union","respondent":[{"kind":"email","value":"a@b.example"}]}""", "\"reporter\" is missing or empty" },
        { """{"id":"x\ud800","reporter":"p","quorum":2,"organisation":"union","respondent":[]}""", "\"id\" holds half a character" },
        { Line.Report("x", 2, [Ana], text: new string('a', 100_001)), "its text is longer than 100,000 characters" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_bad_line_is_named_with_its_reason_and_nothing_is_processed(string line, string reason)
    {
        File.WriteAllText(_chorus.Out, "left by an earlier match");

        var ended = _chorus.Match([Line.Report("good", 1, [Ana]), line, Line.Report("later", 1, [Ana])]);

        ended.Code.ShouldBe(2);
        ended.Output.ShouldBeEmpty();
        ended.Error.Length.ShouldBe(2);
        ended.Error[0].ShouldStartWith($"line 2: {reason}");
        ended.Error[1].ShouldBe("1 line cannot be processed, so nothing was. Mend them, or leave them out with --skip-bad.");
        Directory.GetFiles(Path.GetDirectoryName(_chorus.Out)!).ShouldBe([_chorus["reports.jsonl"]]);
    }

    [Fact]
    public void Every_bad_line_is_named()
    {
        var ended = _chorus.Match(["x", Line.Report("a", 1, [Ana]), Line.Report("a", 1, [Ana]), "", Line.Report("b", 9, [Ana])]);

        ended.Code.ShouldBe(2);
        ended.Error.Select(line => line.Split(':')[0]).ShouldBe(["line 1", "line 3", "line 5", ended.Error[^1]]);
    }

    [Fact]
    public void Skipping_bad_lines_processes_the_rest()
    {
        var ended = _chorus.Match(
            ["x", Line.Report("a", 2, [Ana]), Line.Report("bad", 9, [Ana]), Line.Withdraw("bad"), Line.Report("a", 1, [Ana]), Line.Report("b", 2, [Ana])],
            "--skip-bad");

        ended.Code.ShouldBe(0);
        ended.Error.Take(4).Select(line => line.Split(':')[0]).ShouldBe(["line 1", "line 3", "line 4", "line 5"]);
        _chorus.Released().ShouldBe(["""{"run":1,"reports":["a","b"],"new":["a","b"],"kinds":["email"]}"""]);
    }

    [Fact]
    public void A_seventeenth_report_of_one_reporter_is_a_bad_line()
    {
        var ended = _chorus.Match([.. Enumerable.Range(1, 17).Select(i => Line.Report($"r{i}", 3, [Ana], reporter: "p"))]);

        ended.Code.ShouldBe(2);
        ended.Error[0].ShouldBe("line 17: reporter p has 16 reports already, and a receipt holds no more.");
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_characters_is_not_too_long_however_they_are_encoded()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100_000));

        _chorus.Match([Line.Report("a", 1, [Ana], text: text)]).Code.ShouldBe(0);
    }

    [Fact]
    public void A_byte_order_mark_other_line_ends_and_blank_lines_do_no_harm()
    {
        File.WriteAllText(_chorus["in.jsonl"], $"\ufeff{Line.Report("a", 1, [Ana])}\r\n\r\n  \n{Line.Run}");

        _chorus.MatchFile(_chorus["in.jsonl"]).Code.ShouldBe(0);

        _chorus.Released().Length.ShouldBe(1);
    }

    [Fact]
    public void The_file_of_the_reports_is_never_overwritten()
    {
        File.WriteAllLines(_chorus.Out, [Line.Report("a", 1, [Ana])]);

        var ended = _chorus.MatchFile(_chorus.Out);

        ended.Code.ShouldBe(2);
        ended.Error.ShouldBe(["The releases cannot go into the file of the reports. Give --out another path."]);
        File.ReadAllLines(_chorus.Out).ShouldBe([Line.Report("a", 1, [Ana])]);
    }

    [Fact]
    public void An_output_folder_that_is_not_there_is_said_in_a_sentence()
    {
        File.WriteAllLines(_chorus["in.jsonl"], [Line.Report("a", 1, [Ana])]);

        var ended = CommandLine.Run("match", _chorus["in.jsonl"], "--out", _chorus["no such folder/out.jsonl"]);

        ended.Code.ShouldBe(1);
        ended.Error.ShouldHaveSingleItem().ShouldEndWith("Nothing was written.");
    }

    [Fact]
    public void A_missing_file_is_said_in_a_sentence()
    {
        var ended = _chorus.MatchFile(_chorus["nowhere.jsonl"]);

        ended.Code.ShouldBe(2);
        ended.Error.ShouldHaveSingleItem().ShouldContain("There is no file");
    }
}
