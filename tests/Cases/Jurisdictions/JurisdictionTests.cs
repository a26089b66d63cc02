using Chorus.Cases.Codes;
using Chorus.Cases.Jurisdictions;
using Chorus.Cases.State;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Tests.Jurisdictions;

public sealed class JurisdictionTests
{
    [Theory]
    [InlineData("US-CA", "US-CA US")]
    [InlineData("US-TX", "US")]
    [InlineData("GB-ENG", "GB-ENG GB-EAW GB")]
    [InlineData("IE", "IE EU")]
    [InlineData("KE", "")]
    public void A_settlement_is_shown_with_the_lines_of_its_place_and_of_those_it_lies_within(string code, string shown) =>
        string.Join(' ', Jurisdiction.For(Settlement(code)).Select(j => j.Code)).ShouldBe(shown);

    [Fact]
    public void Every_line_has_a_source_and_a_day_and_every_file_says_what_it_leaves_out()
    {
        foreach (var jurisdiction in BuiltInFiles.Jurisdictions.Values)
        {
            jurisdiction.NotCovered.ShouldNotBeEmpty();
            jurisdiction.Lines.ShouldNotBeEmpty();
            jurisdiction.Lines.ShouldAllBe(l => l.Source.Length > 10 && l.AsOf.Year >= 2025 && l.Says.EndsWith('.'));
            jurisdiction.Within.ShouldAllBe(code => BuiltInFiles.Jurisdictions.ContainsKey(code));
        }
    }

    [Theory]
    [InlineData("as-of: 2025-01-01", "as-of: lately", "line 7: lines[1].as-of has to be a day such as 2025-01-01.")]
    [InlineData("source: A law", "sauce: A law", "lines[1].source is missing")]
    public void A_file_that_is_wrong_says_where_and_what_to_change(string good, string bad, string sentence)
    {
        const string Good = "format: chorus/jurisdiction/1\ncode: XX\nname: Somewhere\nlines:\n  - says: Something.\n    source: A law\n    as-of: 2025-01-01\nnot-covered: The rest.\n";
        Should.Throw<CaseFileException>(() => Jurisdiction.Parse("XX.yaml", Good.Replace(good, bad, StringComparison.Ordinal))).Message.ShouldContain(sentence);
    }

    private static SettlementMade Settlement(string code) => new("s1", SettlementKind.Both, ["reporter-1"], ["reporter-1"], code, DateTimeOffset.UnixEpoch);
}
