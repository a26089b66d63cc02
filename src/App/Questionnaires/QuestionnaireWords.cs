using Chorus.App.Languages;

namespace Chorus.App.Questionnaires;

/// <summary>The words of a questionnaire: whether all are there in every language, none blames, and what the desk reads.</summary>
internal static class QuestionnaireWords
{
    /// <summary>One sentence for each text that is missing, not there in a language, or holds a word that is refused.</summary>
    internal static IEnumerable<string> Faults(Questionnaire questionnaire, Texts texts) =>
        from found in All(questionnaire)
        from language in texts.Languages
        from fault in FaultsOf(found.Where, found.Words, language)
        select fault;

    /// <summary>
    /// The words of all questions and options by question, for a desk that reads a report written under it and whose own
    /// shorter texts do not cover it.
    /// </summary>
    internal static Dictionary<string, OwnWords> ForDesk(Questionnaire questionnaire, Language language) => questionnaire.Questions.Where(q => !q.IsPlaced)
        .Select(q => (q.Id, Words: new OwnWords(
            Lacking(language, $"desk.answer.{q.Id}", q.Title),
            q.Choices.Select(o => (o.Value, Text: Lacking(language, $"desk.{q.Id}.{o.Value}", o.Text))).Where(o => o.Text is not null)
                .ToDictionary(o => o.Value, o => o.Text!, StringComparer.Ordinal))))
        .Where(q => q.Words.Title is not null || q.Words.Options.Count > 0)
        .ToDictionary(q => q.Id, q => q.Words, StringComparer.Ordinal);

    // Words of its own go before the desk's, which were written for the built-in question of the same name.
    private static string? Lacking(Language language, string id, Words words) => words.Own is null && language.Has(id) ? null : words.In(language);

    /// <summary>The same of words in one language.</summary>
    internal static IEnumerable<string> FaultsOf(string where, Words words, Language language)
    {
        if (words.Id is { } id)
        {
            return language.Has(id) ? [] : [$"The {where} names the text \"{id}\", which there is not; write the words themselves, by language."];
        }

        if (!words.Own!.TryGetValue(language.Code, out var text) || string.IsNullOrWhiteSpace(text))
        {
            return [$"The {where} has no words in the language \"{language.Code}\" ({language.Name}), which this site offers."];
        }

        return language.Refused.In(text).Select(word => $"The {where} says \"{word}\" in the language \"{language.Code}\", which is refused (docs/texts.md); say it in other words.");
    }

    /// <summary>All words, each with where it stands.</summary>
    internal static IEnumerable<(string Where, Words Words)> All(Questionnaire questionnaire)
    {
        foreach (var question in questionnaire.Questions)
        {
            var name = $"question \"{question.Id}\"";
            Words?[] words = [
                question.Title, question.Why, question.Only, question.Note?.Label, question.Aside?.Title, .. question.Aside?.Texts ?? [],
                .. question.Choices.Select(o => o.Text), .. question.Choices.Select(o => o.More),
            ];
            foreach (var one in words.OfType<Words>())
            {
                yield return (name, one);
            }
        }

        foreach (var reader in questionnaire.Readers)
        {
            yield return ("list of readers", reader.Text);
        }
    }
}

/// <summary>A question's title, where the desk has none, and its options' texts by value.</summary>
internal sealed record OwnWords(string? Title, IReadOnlyDictionary<string, string> Options);
