using System.Globalization;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Features.Write;

/// <summary>One row of the summary; <paramref name="Answer"/> is null where the question was skipped.</summary>
internal sealed record Row(string Title, string? Answer);

/// <summary>What was written, question by question, in the words of the page's language.</summary>
internal static class SummaryRows
{
    internal static List<Row> Of(ReporterForm form, Language language, Filled filled, Facts facts) =>
        [.. form.Questionnaire.Questions.Where(q => q.IsAsked(facts) && q.Kind is not "attachments").Select(q => new Row(q.Title.In(language), AnswerOf(form, q, language, filled, facts)))];

    private static string? AnswerOf(ReporterForm form, Question question, Language language, Filled filled, Facts facts) =>
        question.Kind switch
        {
            "identifiers" => Joined(FilledReport.Typed(filled).Select(t => $"{language[$"who.kind.{t.Kind}"]}: {language.Isolated(t.Value)}{(t.Place is null ? "" : $", {language.Isolated(t.Place)}")}")),
            "pieces" => Joined(FilledPieces.AnswerOf(question, filled)?.Pieces?.Select(p => PieceOf(p, language)) ?? [], "\n\n"),
            "one" => Joined([TextOf(question, facts[question.Id], language), Own(filled.One(question.NoteId), language)]),
            "several" => Joined([.. filled.All(question.Id).Select(v => TextOf(question, v, language)), Own(filled.One(question.NoteId), language)]),
            "country" => Countries.All.FirstOrDefault(c => string.Equals(c.Key, filled.One(question.Id), StringComparison.Ordinal)).Value,
            "organisation" => form.Organisations.FirstOrDefault(o => string.Equals(o.Id, filled.One(question.Id), StringComparison.Ordinal))?.Name,
            _ => Own(filled.One(question.Id), language),
        };

    /// <summary>About when a piece was, "before Easter, March 2024"; empty where nothing was said.</summary>
    internal static string TimeOf(Piece piece, Language language)
    {
        var month = piece.Month is { } m ? language[$"month.{m}"] : null;
        var date = month is not null && piece.Year is { } year ? language["pieces.month-year", ("month", month), ("year", year)] : month ?? piece.Year?.ToString(CultureInfo.InvariantCulture);
        return piece.Unknown ? language["pieces.unknown"] : string.Join(", ", new[] { Own(piece.About, language), date }.OfType<string>());
    }

    private static string PieceOf(Piece piece, Language language) => Joined([TimeOf(piece, language), Own(piece.Text, language)])!;

    private static string? Own(string? typed, Language language) => typed is null ? null : language.Isolated(typed);

    private static string? TextOf(Question question, string? value, Language language) =>
        question.Choices.FirstOrDefault(o => string.Equals(o.Value, value, StringComparison.Ordinal))?.Text.In(language);

    private static string? Joined(IEnumerable<string?> lines, string between = "\n")
    {
        var all = string.Join(between, lines.Where(l => !string.IsNullOrEmpty(l)));
        return all.Length == 0 ? null : all;
    }
}
