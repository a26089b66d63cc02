using System.Text.RegularExpressions;
using Chorus.App.Questionnaires;

namespace Chorus.App.Tests.Wording;

/// <summary>Every text that is asked for exists, every text that exists is asked for, in every language.</summary>
public sealed partial class TextTests
{
    /// <summary>Ids that are put together from a part and a value in the scripts: the part, then where the values come from.</summary>
    private static readonly string[] PutTogether =
    [
        "refusal.", "receipt.next.", "help.about.", "files.what.", "who.help.", "quorum.", "month.", "letters.from.", "letters.kind.", "letters.hint.",
        "desk.agree.", "desk.answer.", "desk.call.", "desk.case.", "desk.fault.", "desk.files.what.", "desk.kind.", "desk.letters.kind.", "desk.notes.kept.", "desk.role.",
        .. Questionnaire.Core().Questions.Where(q => q.Choices.Count > 0).Select(q => $"desk.{q.Id}."),
    ];

    private static readonly string[] Folders = ["src/App/Features", "src/App/Components", "src/App/Questionnaires", "src/App/Mail", "src/App/Templates"];

    [GeneratedRegex("[\"'`](?<id>[a-z]+(?:\\.[A-Za-z0-9-]+)+)[\"'`]", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("T\\[\"(?<id>[a-z]+\\.[A-Za-z0-9.-]+)\"|#?(text|count)\\('(?<id>[a-z]+\\.[A-Za-z0-9.-]+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();

    public static TheoryData<string> Languages => [.. PoFile.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_the_same_texts_and_none_is_empty(string language)
    {
        var texts = PoFile.Read(language);
        texts.Keys.Order(StringComparer.Ordinal).ShouldBe(PoFile.Read("en").Keys.Order(StringComparer.Ordinal));
        texts.Where(t => string.IsNullOrWhiteSpace(t.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_missing()
    {
        var texts = PoFile.Read("en");
        var asked = Sources().SelectMany(s => Asked().Matches(s)).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        asked.Count.ShouldBeGreaterThan(100);
        asked.Where(id => !texts.ContainsKey(id)).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_of_the_questionnaire_is_missing()
    {
        var texts = PoFile.Read("en");
        var core = Questionnaire.Core();
        QuestionnaireWords.All(core).Select(w => w.Words.Id).Where(id => id is null || !texts.ContainsKey(id)).ShouldBeEmpty();
    }

    [Fact]
    public void The_desk_has_its_own_words_for_every_answer_of_the_built_in_questions()
    {
        var texts = PoFile.Read("en");
        string[] placed = ["story", "who", "choice", "quorum", "alone", "organisation"];
        var asked = Questionnaire.Core().Questions.Where(q => !placed.Contains(q.Id, StringComparer.Ordinal) && q.Kind != "attachments").SelectMany(q => (string[])
        [
            $"desk.answer.{q.Id}", .. q.Note is null ? (string[])[] : [$"desk.answer.{q.NoteId}"], .. q.Choices.Select(o => $"desk.{q.Id}.{o.Value}"),
        ]);
        // A question of the first version that is asked no more.
        asked.Append("desk.answer.when").Where(id => !texts.ContainsKey(id)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_why_an_identifier_is_refused_has_a_sentence()
    {
        var texts = PoFile.Read("en");
        var codes = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Source.Path("src/Escrow/Identifiers/refusals.json")))!.Keys;
        codes.Where(code => !texts.ContainsKey($"refusal.{code}")).ShouldBeEmpty();
        texts.Keys.Where(id => id.StartsWith("refusal.", StringComparison.Ordinal)).ShouldBe(codes.Select(c => $"refusal.{c}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_kind_of_event_of_a_case_has_a_sentence_and_every_member_a_name()
    {
        var texts = PoFile.Read("en");
        using var schema = System.Text.Json.JsonDocument.Parse(Chorus.Cases.Events.EventSchema.Text());
        var definitions = schema.RootElement.GetProperty("$defs");
        var members = Chorus.Cases.Events.EventKinds.All.SelectMany(k => definitions.GetProperty(k.Name).GetProperty("properties").EnumerateObject()).Select(m => m.Name);
        Chorus.Cases.Events.EventKinds.All.Select(k => $"desk.case.kind.{k.Name}")
            .Concat(members.Except(["kind", "id", "time", "actor"], StringComparer.Ordinal).Select(m => $"desk.case.field.{m}"))
            .Where(id => !texts.ContainsKey(id)).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_unused()
    {
        var used = Sources().SelectMany(s => Quoted().Matches(s)).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        PoFile.Read("en").Keys
            .Where(id => !used.Contains(id) && !PutTogether.Any(p => id.StartsWith(p, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        from folder in Folders
        from file in Directory.EnumerateFiles(Source.Path(folder), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cshtml" or ".cs" or ".ts" or ".json"
        select File.ReadAllText(file);
}
