using Chorus.App.Help;

namespace Chorus.App.Tests.Help;

public sealed class HelpFileTests : IDisposable
{
    private const string Good =
        """
        { "format": "chorus/help/1", "country": "ES", "emergency": ["112"],
          "lines": [{ "name": "016", "number": "016", "about": ["partner-violence"], "always": true, "source": "https://example.org/" }] }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_file_that_is_built_in_can_be_used_and_every_topic_has_a_text()
    {
        var help = HelpByCountry.Read(_folder.Path);
        help.Named.Count().ShouldBeGreaterThan(80);
        help.In("ES")!.Lines.ShouldContain(line => line.Number == "016");
        var texts = Wording.PoFile.Read("en");
        HelpFile.Topics.ShouldAllBe(topic => texts.ContainsKey($"help.about.{topic}"));
    }

    [Fact]
    public void A_file_of_the_sites_own_replaces_the_one_that_is_built_in()
    {
        Directory.CreateDirectory(_folder["help"]);
        File.WriteAllText(_folder["help/ES.json"], Good.Replace("\"112\"", "\"091\"", StringComparison.Ordinal));
        HelpByCountry.Read(_folder.Path).In("ES")!.Emergency.ShouldBe(["091"]);
        File.WriteAllText(_folder["help/ES.json"], "{}");
        Should.Throw<SiteStartException>(() => HelpByCountry.Read(_folder.Path)).Message.ShouldContain("ES.json");
    }

    [Theory]
    [InlineData("chorus/help/1", "chorus/help/9", "format")]
    [InlineData("\"ES\"", "\"FR\"", "named by the ISO 3166 code")]
    [InlineData("[\"112\"]", "[]", "emergency")]
    [InlineData("[\"112\"]", "[\"call me\"]", "emergency")]
    [InlineData("\"number\": \"016\"", "\"number\": \"016;rm\"", "needs a name")]
    [InlineData("partner-violence", "weather", "is about one or more of")]
    [InlineData("https://example.org/", "http://example.org/", "https address")]
    [InlineData("\"always\"", "\"never\"", "expected shape")]
    [InlineData("\"always\": true", "\"always\": true, \"checked\": \"yesterday\"", "2026-11")]
    public void A_fault_is_named_with_what_to_write_instead(string part, string instead, string said) =>
        Should.Throw<InvalidDataException>(() => HelpFile.Parse(Good.Replace(part, instead, StringComparison.Ordinal), "ES.json")).Message.ShouldContain(said);

    [Fact]
    public void A_number_with_stars_and_hashes_can_be_dialled() =>
        new HelpLine("x", "*4141#", ["women"], Always: false, new("https://example.org/")).Address.ShouldBe("tel:*4141%23");
}
