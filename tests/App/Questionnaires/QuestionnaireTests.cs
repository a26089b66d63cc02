using Chorus.App.Components.Picture;
using Chorus.App.Questionnaires;

namespace Chorus.App.Tests.Questionnaires;

public sealed class QuestionnaireTests
{
    private const string OneQuestion = """{ "id": "story", "kind": "long-text", "title": "t", "why": "w", "limit": 10 }""";

    [Fact]
    public void The_built_in_questions_have_no_fault_and_begin_with_the_persons_own_words()
    {
        var core = Questionnaire.Core();
        core.Id.ShouldBe("core");
        core.Questions.First(q => q.When is null).ShouldSatisfyAllConditions(q => q.Id.ShouldBe("story"), q => q.Kind.ShouldBe("pieces"), q => q.Most.ShouldBe(12));
        core.Version.ShouldBe(2);
    }

    [Fact]
    public void Every_act_is_offered_in_plain_words_with_something_else_and_no_name_for_it()
    {
        var values = Questionnaire.Core()["acts"].Choices.Select(o => o.Value).ToArray();
        values.ShouldBe([.. Enumerable.Range(1, 14).Select(n => $"B{n:00}"), "other", "unknown", "unsaid"]);
    }

    [Fact]
    public void What_was_done_after_somebody_spoke_is_asked_by_every_code_and_may_be_nothing()
    {
        var values = Questionnaire.Core()["after"].Choices.Select(o => o.Value).ToArray();
        values.ShouldBe([.. Enumerable.Range(1, 9).Select(n => $"R{n:00}"), "nothing", "other", "unknown", "unsaid"]);
    }

    [Fact]
    public void Every_question_can_be_skipped_but_the_one_without_which_nothing_can_be_locked_and_the_consent_of_somebody_who_is_helped() =>
        Questionnaire.Core().Questions.Where(q => q.Required).Select(q => q.Id).ShouldBe(["agreed", "organisation"]);

    [Fact]
    public void Every_picture_is_drawn() =>
        Questionnaire.Core().Questions.SelectMany(q => q.Choices).Select(o => o.Picture).OfType<string>()
            .Where(p => !PictureTagHelper.Has(p)).ShouldBeEmpty();

    [Fact]
    public void The_quorum_is_two_to_seven_and_three_unless_chosen()
    {
        var quorum = Questionnaire.Core()["quorum"];
        quorum.Choices.Select(o => o.Value).ShouldBe(["2", "3", "4", "5", "6", "7"]);
        quorum.Preset.ShouldBe("3");
    }

    [Theory]
    [InlineData("""{ "id": "Story!", "kind": "long-text", "title": "t", "why": "w", "limit": 10 }""", "needs an id of small letters")]
    [InlineData("""{ "id": "story-shown", "kind": "long-text", "title": "t", "why": "w", "limit": 10 }""", "ends in \"-shown\" or \"-note\"")]
    [InlineData("""{ "id": "story-note", "kind": "long-text", "title": "t", "why": "w", "limit": 10 }""", "ends in \"-shown\" or \"-note\"")]
    [InlineData("""{ "id": "story", "kind": "essay", "title": "t", "why": "w" }""", "has the kind \"essay\"; use one of")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "", "why": "w", "limit": 10 }""", "needs a title and a why")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "t", "why": "w" }""", "needs a limit")]
    [InlineData("""{ "id": "story", "kind": "pieces", "title": "t", "why": "w", "limit": 10, "most": 13 }""", "the most pieces, between 1 and 12")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "t", "why": "w", "limit": 10, "most": 2 }""", "otherwise no \"most\"")]
    [InlineData("""{ "id": "who", "kind": "identifiers", "title": "t", "why": "w", "limit": 5 }""", "needs a limit between 1 and 4")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "t", "why": "w", "limit": 10, "note": { "label": "l", "limit": 5 } }""", "only a question with options can have one")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "t", "why": "w", "limit": 10, "required": true }""", "is required; only the organisation, and the consent")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": "t", "why": "w", "limit": 10, "aside": { "title": "x", "texts": [] } }""", "lacks its title or its texts")]
    [InlineData("""{ "id": "late", "kind": "country", "title": "t", "why": "w", "when": [{ "fact": "weak", "is": ["yes"] }] }""", "say it in words in \"only\"")]
    [InlineData("""{ "id": "story", "kind": "long-text", "title": 3, "why": "w", "limit": 10 }""", "words are the id of a text, or an object")]
    [InlineData("""{ "id": "where", "kind": "one", "title": "t", "why": "w" }""", "needs options")]
    [InlineData("""{ "id": "where", "kind": "one", "title": "t", "why": "w", "options": [{ "value": "a b", "text": "x" }] }""", "not made of letters, digits and hyphens")]
    [InlineData("""{ "id": "where", "kind": "one", "title": "t", "why": "w", "options": [{ "value": "a", "text": "x" }, { "value": "a", "text": "y" }] }""", "has the value \"a\" twice")]
    [InlineData("""{ "id": "where", "kind": "one", "title": "t", "why": "w", "preset": "b", "options": [{ "value": "a", "text": "x" }] }""", "which is not one of its options")]
    [InlineData("""{ "id": "late", "kind": "country", "title": "t", "why": "w", "when": [{ "fact": "later", "is": ["x"] }] }""", "which is no question before it")]
    [InlineData("""{ "id": "late", "kind": "country", "title": "t", "why": "w", "when": [{ "fact": "weak", "is": [] }] }""", "without saying on which values")]
    [InlineData(OneQuestion + "," + OneQuestion, "There are two questions called \"story\"")]
    public void A_faulty_question_is_named_with_what_to_do(string questions, string sentence) =>
        Should.Throw<InvalidDataException>(() => Questionnaire.Parse(Text(questions))).Message.ShouldContain(sentence);

    [Theory]
    [InlineData("[]", "is not JSON of the expected shape")]
    [InlineData("""{ "format": "chorus/questionnaire/2", "id": "x", "version": 1, "questions": [], "readers": [] }""", "It has no questions.")]
    [InlineData("""{ "format": "chorus/questionnaire/2", "id": "x", "version": 1, "questions": [], "readers": [], "colour": 1 }""", "is not JSON of the expected shape")]
    public void What_is_no_questionnaire_is_refused(string json, string sentence) =>
        Should.Throw<InvalidDataException>(() => Questionnaire.Parse(json)).Message.ShouldContain(sentence);

    [Fact]
    public void A_reader_at_no_known_time_is_refused() =>
        Should.Throw<InvalidDataException>(() => Questionnaire.Parse(Text(OneQuestion, """{ "time": "soon", "text": "x" }""")))
            .Message.ShouldContain("use now, later, kept or back");

    [Fact]
    public void The_format_is_part_of_the_file() =>
        Should.Throw<InvalidDataException>(() => Questionnaire.Parse(Text(OneQuestion).Replace("questionnaire/2", "questionnaire/9", StringComparison.Ordinal)))
            .Message.ShouldContain("Its format is \"chorus/questionnaire/9\"");

    private static string Text(string questions, string readers = "") =>
        $$"""{ "format": "chorus/questionnaire/2", "id": "x", "version": 1, "questions": [{{questions}}], "readers": [{{readers}}] }""";
}
