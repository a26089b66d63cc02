using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;
using Chorus.App.Tests.Wording;

namespace Chorus.App.Tests.Questionnaires;

/// <summary>The files in a site's folder that replace the built-in questions or add to them.</summary>
public sealed class OfferedQuestionnairesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Texts _texts;

    public OfferedQuestionnairesTests()
    {
        Directory.CreateDirectory(_folder["web/texts"]);
        foreach (var language in (string[])["en", "es"])
        {
            File.WriteAllText(_folder[$"web/texts/{language}.json"], JsonSerializer.Serialize(new
            {
                language, plurals = new { count = 2, rule = "n != 1" }, messages = PoFile.Read(language), refused = RefusedList.Of(language).Words,
            }));
        }

        _texts = Texts.Read(_folder["web"]);
    }

    [Fact]
    public void Without_files_the_built_in_questions_are_asked() => Read().InUse.Id.ShouldBe("core");

    [Fact]
    public void A_file_called_core_replaces_the_built_in_questions_which_are_still_read()
    {
        Put("core", q => q["version"] = 9);
        Read().InUse.Version.ShouldBe(9);
        Read().All.Select(q => q.Version).ShouldBe([9, 2]);
    }

    [Fact]
    public void A_file_of_another_name_is_added_and_asked_where_the_site_says_so()
    {
        Put("kitchens", AddShift);
        Read().InUse.Id.ShouldBe("core");
        var kitchens = Read("kitchens").InUse;
        kitchens["shift"].Title.In(_texts.In("es")).ShouldBe("¿Qué turno?");
        kitchens["shift"].Title.In(_texts.In("en")).ShouldBe("Which shift?");
    }

    [Fact]
    public void The_desk_is_given_the_words_that_its_own_texts_lack_and_no_others()
    {
        Put("kitchens", AddShift);
        var words = QuestionnaireWords.ForDesk(Read("kitchens").InUse, _texts.In("en"));
        words["shift"].ShouldSatisfyAllConditions(w => w.Title.ShouldBe("Which shift?"), w => w.Options["night"].ShouldBe("The night"));
        words.Keys.ShouldNotContain("acts");
    }

    [Fact]
    public void An_earlier_version_is_kept_for_reading()
    {
        Put("kitchens", q => q["version"] = 2);
        Put("kitchens", q => q["version"] = 1, file: "kitchens.1");
        Read("kitchens").ShouldSatisfyAllConditions(r => r.InUse.Version.ShouldBe(2), r => r.All.Count(q => q.Id == "kitchens").ShouldBe(2));
    }

    [Theory]
    [InlineData("title", """{ "en": "Which shift?" }""", "has no words in the language \"es\"")]
    [InlineData("title", """{ "en": "Which shift?", "es": " " }""", "has no words in the language \"es\"")]
    [InlineData("title", """{ "en": "What were you wearing?", "es": "¿Qué turno?" }""", "says \"What were you\" in the language \"en\", which is refused")]
    [InlineData("why", """{ "en": "To know.", "es": "Por tu falda." }""", "says \"falda\" in the language \"es\"")]
    [InlineData("why", "\"shift.why\"", "names the text \"shift.why\", which there is not; write the words themselves, by language.")]
    public void Words_that_are_missing_or_blame_are_named_when_the_site_starts(string member, string words, string sentence)
    {
        Put("kitchens", q =>
        {
            AddShift(q);
            q["questions"]!.AsArray()[1]![member] = JsonNode.Parse(words);
        });
        var refused = Should.Throw<SiteStartException>(() => Read("kitchens")).Message;
        refused.ShouldContain("kitchens.json cannot be used.");
        refused.ShouldContain($"The question \"shift\" {sentence}");
    }

    [Fact]
    public void A_questionnaire_that_makes_no_whole_report_is_refused()
    {
        Put("kitchens", q => q["questions"]!.AsArray().RemoveAt(q["questions"]!.AsArray().Count - 1));
        Should.Throw<SiteStartException>(() => Read()).Message.ShouldContain("It needs the question \"organisation\" of the kind organisation");
    }

    [Fact]
    public void A_file_name_that_does_not_fit_a_picture_that_is_not_drawn_and_broken_JSON_are_named()
    {
        Put("kitchens", _ => { }, file: "restaurants");
        Should.Throw<SiteStartException>(() => Read()).Message.ShouldContain("restaurants.json cannot be used. Its name does not fit: call it kitchens.json");
        File.Delete(_folder["questionnaires/restaurants.json"]);
        Put("kitchens", q => q["questions"]![1]!["options"]![0]!["picture"] = "oven");
        Should.Throw<SiteStartException>(() => Read()).Message.ShouldContain("There is no picture called \"oven\"");
        File.WriteAllText(_folder["questionnaires/kitchens.json"], "{");
        Should.Throw<SiteStartException>(() => Read()).Message.ShouldContain("kitchens.json cannot be used. The questionnaire is not JSON");
    }

    [Fact]
    public void A_questionnaire_that_is_to_be_used_and_is_not_there_is_named() =>
        Should.Throw<SiteStartException>(() => Read("kitchens")).Message.ShouldContain("The questionnaire \"kitchens\" is to be used, but");

    public void Dispose() => _folder.Dispose();

    private OfferedQuestionnaires Read(string use = "core") => OfferedQuestionnaires.Read(_folder["questionnaires"], use, _texts);

    private static void AddShift(JsonNode questionnaire) => questionnaire["questions"]!.AsArray().Insert(1, JsonNode.Parse("""
        { "id": "shift", "kind": "one", "title": { "en": "Which shift?", "es": "¿Qué turno?" }, "why": { "en": "To know.", "es": "Para saber." },
          "options": [{ "value": "night", "text": { "en": "The night", "es": "La noche" } }] }
        """));

    private void Put(string id, Action<JsonNode> change, string? file = null)
    {
        var questionnaire = JsonNode.Parse(File.ReadAllText(Source.Path("src/App/Questionnaires/core.json")))!;
        questionnaire["id"] = id;
        change(questionnaire);
        Directory.CreateDirectory(_folder["questionnaires"]);
        File.WriteAllText(_folder[$"questionnaires/{file ?? id}.json"], questionnaire.ToJsonString());
    }
}
