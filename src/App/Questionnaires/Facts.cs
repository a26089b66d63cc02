namespace Chorus.App.Questionnaires;

/// <summary>
/// What conditions look at: the answer to every question with a single choice under its id, and
/// <c>weak</c> (a name or a role is among the identifiers), <c>network</c> (the chosen organisation belongs to
/// one), <c>trial</c> and <c>sealing</c> (<c>browser</c> or <c>site</c>). The scripts have the same in Features/Write/questionnaire.ts;
/// vectors/questionnaire.json binds the two.
/// </summary>
internal static class Facts
{
    /// <param name="answers">Fields of the form by name, one value each.</param>
    /// <param name="network">Whether the chosen organisation belongs to a network.</param>
    /// <param name="trial">Whether the deployment is a trial.</param>
    /// <param name="sealing">Where the report is sealed: <c>browser</c> or <c>site</c>.</param>
    /// <param name="questionnaire">The questions.</param>
    internal static Dictionary<string, string> Of(
        Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers, bool network, bool trial, string sealing)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["weak"] = YesNo(Identified(answers).Any(kind => kind is "name" or "role")),
            ["network"] = YesNo(network),
            ["trial"] = YesNo(trial),
            ["sealing"] = sealing,
        };
        foreach (var question in questionnaire.Questions.Where(q => string.Equals(q.Kind, "one", StringComparison.Ordinal)))
        {
            var answer = answers.GetValueOrDefault(question.Id);
            if (question.Choices.Any(o => string.Equals(o.Value, answer, StringComparison.Ordinal)))
            {
                facts[question.Id] = answer!;
            }
            else if (question.Preset is not null)
            {
                facts[question.Id] = question.Preset;
            }
        }

        // Whoever skips the choice keeps the report: the one answer that lets nobody read it.
        facts.TryAdd("choice", "keep");
        return facts;
    }

    /// <summary>The kinds of the identifiers that have a value.</summary>
    internal static IEnumerable<string> Identified(IReadOnlyDictionary<string, string> answers) =>
        from slot in Enumerable.Range(1, 4)
        let kind = answers.GetValueOrDefault($"who{slot}-kind")
        where !string.IsNullOrEmpty(kind) && !string.IsNullOrWhiteSpace(answers.GetValueOrDefault($"who{slot}-value"))
        select kind;

    private static string YesNo(bool value) => value ? "yes" : "no";
}
