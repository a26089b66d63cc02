using System.Text.Json;
using Chorus.App.Features.Write;
using Chorus.App.Questionnaires;
using Chorus.App.Tests.Wording;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Tests.Questionnaires;

/// <summary>The vectors that bind the server's reading of the form to the scripts' (vectors/questionnaire.json).</summary>
public sealed class FilledReportTests
{
    private static readonly Questionnaire Core = Questionnaire.Core();

    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllText(Source.Path("vectors/questionnaire.json"))).RootElement;

    private static readonly JsonElement[] Cases = [.. Vectors.GetProperty("cases").EnumerateArray()];

    public static IEnumerable<TheoryDataRow<string>> Conditions =>
        Vectors.GetProperty("conditions").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()) { TestDisplayName = $"condition: {Text(c, "name")}" });

    public static TheoryData<string> Names => [.. Cases.Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_means_the_same_here_as_in_the_browser(string name)
    {
        var expected = Cases.Single(c => c.GetProperty("name").GetString() == name);
        var filled = new Filled(expected.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => Values(f.Value), StringComparer.Ordinal));
        var sealing = expected.TryGetProperty("sealing", out var by) ? by.GetString()! : "browser";
        var facts = FactsOf(filled, sealing);

        Core.Questions.Where(q => q.IsAsked(facts)).Select(q => q.Id).ShouldBe(Values(expected.GetProperty("asked")));
        Core.Readers.Where(r => r.Time != "back" && r.Applies(facts)).Select(r => r.Text.Id).ShouldBe(Values(expected.GetProperty("readers")));
        var draft = FilledReport.Draft(Core, "en", filled, facts, "2026-11-23T21Z");
        (draft.Quorum.Voices?.ToString() ?? "keep").ShouldBe(expected.GetProperty("quorum").ToString());
        draft.Identifiers.Select(i => (i.Kind, i.Value, i.Region, i.Place, i.MayRelease)).ShouldBe(
            expected.GetProperty("identifiers").EnumerateArray().Select(i =>
                (Text(i, "kind")!, Text(i, "value")!, Text(i, "region"), Text(i, "place"), i.GetProperty("mayRelease").GetBoolean())));
        if (expected.TryGetProperty("answers", out var answers))
        {
            var found = JsonSerializer.SerializeToElement(draft.Answers, JsonSerializerOptions.Web);
            JsonElement.DeepEquals(found, answers).ShouldBeTrue(found.GetRawText());
        }

        if (expected.TryGetProperty("mends", out var mends))
        {
            Core.Questions.Where(q => q.Kind == "pieces").SelectMany(q => FilledPieces.Typed(q, filled)).Where(p => p.Mend is not null)
                .ToDictionary(p => p.Name, p => p.Mend, StringComparer.Ordinal)
                .ShouldBe(mends.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString(), StringComparer.Ordinal), ignoreOrder: true);
        }
    }

    [Fact]
    public void A_page_that_was_opened_before_there_were_pieces_loses_nothing()
    {
        var filled = new Filled(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["story"] = ["words"], ["when"] = ["in spring"] });
        FilledReport.Draft(Core, "en", filled, FactsOf(filled, "site"), "2026-11-23T21Z").Answers["story"]!.Pieces.ShouldBe([new Piece("words", "in spring")]);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_holds_here_as_in_the_browser(string condition)
    {
        var expected = JsonDocument.Parse(condition).RootElement;
        var filled = new Filled(expected.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => Values(f.Value), StringComparer.Ordinal));
        var conditions = expected.GetProperty("when").Deserialize<List<Condition>>(JsonSerializerOptions.Web)!;
        FactsOf(filled, "browser").Hold(conditions).ShouldBe(expected.GetProperty("holds").GetBoolean());
    }

    private static Facts FactsOf(Filled filled, string sealing) =>
        Facts.Of(Core, filled.Fields, filled.One("organisation") == "workers-centre", trial: true, sealing);

    private static IReadOnlyList<string> Values(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [value.GetString()!];

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
