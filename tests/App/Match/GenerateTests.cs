using System.Text.Json;
using Chorus.Cli.Generate;

namespace Chorus.App.Tests.Match;

public sealed class GenerateTests : IDisposable
{
    private readonly CommandLine _chorus = new();

    public void Dispose() => _chorus.Dispose();

    [Theory]
    [InlineData(2000, 1)]
    [InlineData(2000, 20_171_015)]
    [InlineData(300, 3)]
    [InlineData(40, 4)]
    [InlineData(3, 5)]
    [InlineData(1, 6)]
    public void A_generated_stream_gives_what_its_generator_expects(int count, int seed)
    {
        Generate(count, seed, "reports", "expected").Code.ShouldBe(0);

        var ended = _chorus.MatchFile(_chorus["reports"]);

        ended.Code.ShouldBe(0, string.Join('\n', ended.Error));
        _chorus.Released().ShouldBe(File.ReadAllLines(_chorus["expected"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_stream_and_another_seed_another()
    {
        Generate(200, 7, "one", "expected one");
        Generate(200, 7, "two", "expected two");
        Generate(200, 8, "three", "expected three");

        File.ReadAllText(_chorus["two"]).ShouldBe(File.ReadAllText(_chorus["one"]));
        File.ReadAllText(_chorus["expected two"]).ShouldBe(File.ReadAllText(_chorus["expected one"]));
        File.ReadAllText(_chorus["three"]).ShouldNotBe(File.ReadAllText(_chorus["one"]));
    }

    [Fact]
    public void A_stream_has_everything_that_a_match_can_meet()
    {
        Generate(2000, 1, "reports", "expected");

        var lines = File.ReadAllLines(_chorus["reports"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var reports = lines.Where(line => line.TryGetProperty("id", out _)).ToList();
        reports.Count.ShouldBe(2000);
        lines.Count(line => line.TryGetProperty("run", out _)).ShouldBe(3);
        lines[^1].TryGetProperty("run", out _).ShouldBeTrue();
        lines.Count(line => line.TryGetProperty("withdraw", out _)).ShouldBeGreaterThan(20);
        reports.Select(report => report.GetProperty("quorum").ToString()).Distinct().Count().ShouldBe(8);
        reports.Select(report => report.GetProperty("respondent").GetArrayLength()).Distinct().Order().ShouldBe([0, 1, 2, 3, 4]);
        reports.SelectMany(report => report.GetProperty("respondent").EnumerateArray()).Select(named => named.GetProperty("kind").GetString()).Distinct().Count().ShouldBe(7);
        reports.Select(report => report.GetProperty("organisation").GetString()).Distinct().Count().ShouldBeGreaterThan(1);
        reports.Select(report => report.GetProperty("reporter").GetString()).Distinct().Count().ShouldBeLessThan(1950);
    }

    [Fact]
    public void The_largest_met_quorum_is_the_largest_set_in_which_each_is_content()
    {
        foreach (var quorums in Multisets(most: 6))
        {
            var largest = Enumerable.Range(0, 1 << quorums.Length)
                .Select(chosen => quorums.Where((_, i) => (chosen >> i & 1) == 1).ToArray())
                .Where(set => Array.TrueForAll(set, quorum => quorum <= set.Length))
                .Max(set => set.Length);

            ExpectedReleases.LargestMet(quorums).ShouldBe(largest, string.Join(' ', quorums));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public void A_count_that_is_none_is_refused(string count) =>
        CommandLine.Run("generate", count, "--seed", "1").Code.ShouldNotBe(0);

    private CommandLine.Ended Generate(int count, int seed, string reports, string expected) =>
        CommandLine.Run("generate", $"{count}", "--seed", $"{seed}", "--out", _chorus[reports], "--expected", _chorus[expected]);

    /// <summary>Every sorted list of at most <paramref name="most"/> quorums.</summary>
    private static IEnumerable<int[]> Multisets(int most, int least = 1)
    {
        yield return [];
        for (var quorum = least; most > 0 && quorum <= 7; quorum++)
        {
            foreach (var rest in Multisets(most - 1, quorum))
            {
                yield return [quorum, .. rest];
            }
        }
    }
}
