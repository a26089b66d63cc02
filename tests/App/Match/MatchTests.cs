namespace Chorus.App.Tests.Match;

public sealed class MatchTests : IDisposable
{
    private const string Ana = "ana@example.org";
    private const string Bob = "bob@example.org";

    private readonly CommandLine _chorus = new();

    public void Dispose() => _chorus.Dispose();

    [Fact]
    public void The_thousand_reports_give_exactly_the_expected_releases()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "reports-1000");

        var ended = _chorus.MatchFile(Path.Combine(folder, "reports.jsonl"));

        ended.Code.ShouldBe(0, string.Join('\n', ended.Error));
        _chorus.Released().ShouldBe(File.ReadAllLines(Path.Combine(folder, "expected.jsonl")).Order(StringComparer.Ordinal));
        ended.Error.Count(line => line.Contains("was passed on already and cannot be taken back")).ShouldBe(4);
    }

    [Fact]
    public void A_quorum_that_is_met_releases_and_one_that_is_not_does_not()
    {
        var ended = _chorus.Match([
            Line.Report("a", 2, [Ana]), Line.Report("b", 3, [Bob]), Line.Report("c", 2, ["Ana+x@Example.org"], organisation: "legal-aid"), Line.Report("d", 3, [Bob]),
        ]);

        ended.Code.ShouldBe(0);
        _chorus.Released().ShouldBe(["""{"run":1,"reports":["a","c"],"new":["a","c"],"kinds":["email"]}"""]);
    }

    [Fact]
    public void A_run_at_the_end_is_added_only_where_the_last_line_is_none()
    {
        _chorus.Match([Line.Report("a", 1, [Ana]), Line.Run, Line.Report("b", 2, [Ana]), Line.Run]).Code.ShouldBe(0);

        _chorus.Released().ShouldBe([
            """{"run":1,"reports":["a"],"new":["a"],"kinds":["email"]}""",
            """{"run":2,"reports":["a","b"],"new":["b"],"kinds":["email"]}""",
        ]);
    }

    [Fact]
    public void Identifiers_that_release_the_same_reports_share_a_line_and_padding_gives_none()
    {
        object[] both = [new { kind = "phone", value = "600 123 456", region = "ES" }, new { kind = "email", value = Ana }];

        _chorus.Match([Line.Report("a", 1, both), Line.Report("b", 2, both)]).Code.ShouldBe(0);

        _chorus.Released().ShouldBe(["""{"run":1,"reports":["a","b"],"new":["a","b"],"kinds":["email","phone"]}"""]);
    }

    [Fact]
    public void The_same_identifier_twice_in_a_report_counts_once()
    {
        _chorus.Match([Line.Report("a", 2, [Ana, "ANA@example.org"]), Line.Report("b", 1, [Bob, Bob]), Line.Report("c", 2, [Bob])]).Code.ShouldBe(0);

        _chorus.Released().ShouldBe(["""{"run":1,"reports":["b","c"],"new":["b","c"],"kinds":["email"]}"""]);
    }

    [Fact]
    public void One_reporter_is_one_voice()
    {
        _chorus.Match([Line.Report("a", 2, [Ana], reporter: "p"), Line.Report("b", 2, [Ana], reporter: "p"), Line.Report("c", 3, [Ana])]).Code.ShouldBe(0);

        _chorus.Released().ShouldBeEmpty();
    }

    [Fact]
    public void A_report_that_is_kept_may_name_nobody_and_never_counts()
    {
        _chorus.Match([Line.Report("a", "keep", Array.Empty<string>()), Line.Report("b", "keep", [Ana]), Line.Report("c", 2, [Ana])]).Code.ShouldBe(0);

        _chorus.Released().ShouldBeEmpty();
    }

    [Fact]
    public void A_withdrawn_report_is_gone()
    {
        var ended = _chorus.Match([Line.Report("a", 2, [Ana]), Line.Withdraw("a"), Line.Report("b", 2, [Ana]), Line.Run, Line.Report("c", 2, [Ana])]);

        ended.Code.ShouldBe(0);
        _chorus.Released().ShouldBe(["""{"run":2,"reports":["b","c"],"new":["b","c"],"kinds":["email"]}"""]);
    }

    [Fact]
    public void Withdrawing_a_released_report_is_refused_and_the_rest_goes_on()
    {
        var ended = _chorus.Match([Line.Report("a", 1, [Ana]), Line.Run, Line.Withdraw("a"), Line.Report("b", 2, [Ana])]);

        ended.Code.ShouldBe(0);
        ended.Error.ShouldContain("line 3: report a was passed on already and cannot be taken back; the rest goes on.");
        _chorus.Released().ShouldContain("""{"run":2,"reports":["a","b"],"new":["b"],"kinds":["email"]}""");
    }

    [Fact]
    public void Withdrawing_twice_is_said_and_changes_nothing()
    {
        var ended = _chorus.Match([Line.Report("a", 1, [Ana]), Line.Withdraw("a"), Line.Withdraw("a")]);

        ended.Code.ShouldBe(0);
        ended.Error.ShouldContain("line 3: report a was withdrawn before; the rest goes on.");
        _chorus.Released().ShouldBeEmpty();
    }

    [Fact]
    public void The_end_says_what_it_took_and_that_the_run_was_verified()
    {
        var error = string.Join('\n', _chorus.Match([Line.Report("a", 1, [Ana])]).Error);

        foreach (var figure in new[] { "4 rows", "seconds, runs:", "seconds, opening:", "bytes sent, by trustee:", "AND gates:", "rounds:", "peak memory:" })
        {
            error.ShouldContain(figure);
        }
        error.ShouldMatch(@"mode:\s+verified");
    }

    [Fact]
    public void Without_a_file_the_releases_go_to_standard_output()
    {
        File.WriteAllLines(_chorus["in.jsonl"], [Line.Report("a", 1, [Ana])]);

        CommandLine.Run("match", _chorus["in.jsonl"]).Output.ShouldBe(["""{"run":1,"reports":["a"],"new":["a"],"kinds":["email"]}"""]);
    }

    [Fact]
    public void An_empty_file_releases_nothing()
    {
        _chorus.Match([]).Code.ShouldBe(0);

        _chorus.Released().ShouldBeEmpty();
    }
}
