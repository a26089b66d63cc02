using System.Text.Json;
using Chorus.App.Features.Write;
using Chorus.App.Questionnaires;
using Chorus.App.Tests.Wording;

namespace Chorus.App.Tests.Questionnaires;

/// <summary>The vectors that bind the server's reading of the form to the scripts' (vectors/questionnaire.json).</summary>
public sealed class FilledReportTests
{
    private static readonly Questionnaire Core = Questionnaire.Core();

    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Source.Path("vectors/questionnaire.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_means_the_same_here_as_in_the_browser(string name)
    {
        var expected = Cases.Single(c => c.GetProperty("name").GetString() == name);
        var filled = new Filled(expected.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => Values(f.Value), StringComparer.Ordinal));
        var sealing = expected.TryGetProperty("sealing", out var by) ? by.GetString()! : "browser";
        var facts = Facts.Of(Core, filled.Singles(), filled.One("organisation") == "workers-centre", trial: true, sealing);

        Core.Questions.Where(q => q.IsAsked(facts)).Select(q => q.Id).ShouldBe(Values(expected.GetProperty("asked")));
        Core.Readers.Where(r => r.Time != "back" && r.Applies(facts)).Select(r => r.Text).ShouldBe(Values(expected.GetProperty("readers")));
        var draft = FilledReport.Draft(Core, "en", filled, facts, "2026-11-23T21Z");
        (draft.Quorum.Voices?.ToString() ?? "keep").ShouldBe(expected.GetProperty("quorum").ToString());
        draft.Identifiers.Select(i => (i.Kind, i.Value, i.Region, i.Place, i.MayRelease)).ShouldBe(
            expected.GetProperty("identifiers").EnumerateArray().Select(i =>
                (Text(i, "kind")!, Text(i, "value")!, Text(i, "region"), Text(i, "place"), i.GetProperty("mayRelease").GetBoolean())));
        if (expected.TryGetProperty("answers", out var answers))
        {
            JsonElement.DeepEquals(JsonSerializer.SerializeToElement(draft.Answers), answers).ShouldBeTrue();
        }
    }

    private static IReadOnlyList<string> Values(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [value.GetString()!];

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
