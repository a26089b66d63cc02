using Chorus.App.Languages;
using Chorus.App.Questionnaires;

namespace Chorus.App.Features.Write;

/// <summary>One row of the summary; <paramref name="Answer"/> is null where the question was skipped.</summary>
internal sealed record Row(string Title, string? Answer);

/// <summary>What was written, question by question, in the words of the page's language.</summary>
internal static class SummaryRows
{
    internal static List<Row> Of(ReporterForm form, Language language, Filled filled, IReadOnlyDictionary<string, string> facts) =>
        [.. form.Questionnaire.Questions.Where(q => q.IsAsked(facts) && q.Kind is not "attachments").Select(q => new Row(language[q.Title], AnswerOf(form, q, language, filled, facts)))];

    private static string? AnswerOf(ReporterForm form, Question question, Language language, Filled filled, IReadOnlyDictionary<string, string> facts) =>
        question.Kind switch
        {
            "identifiers" => Joined(FilledReport.Typed(filled).Select(t => $"{language[$"who.kind.{t.Kind}"]}: {t.Value}{(t.Place is null ? "" : $", {t.Place}")}")),
            "one" => facts.TryGetValue(question.Id, out var value) ? TextOf(question, value, language) : null,
            "several" => Joined(filled.All(question.Id).Select(v => TextOf(question, v, language)).OfType<string>()),
            "country" => Countries.All.FirstOrDefault(c => string.Equals(c.Key, filled.One(question.Id), StringComparison.Ordinal)).Value,
            "organisation" => form.Organisations.FirstOrDefault(o => string.Equals(o.Id, filled.One(question.Id), StringComparison.Ordinal))?.Name,
            _ => filled.One(question.Id),
        };

    private static string? TextOf(Question question, string value, Language language) =>
        question.Choices.FirstOrDefault(o => string.Equals(o.Value, value, StringComparison.Ordinal)) is { } option ? language[option.Text] : null;

    private static string? Joined(IEnumerable<string> lines)
    {
        var all = string.Join('\n', lines);
        return all.Length == 0 ? null : all;
    }
}
