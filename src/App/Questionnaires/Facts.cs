namespace Chorus.App.Questionnaires;

/// <summary>
/// What conditions look at: the answer to every question with choices under its id, one or several, and
/// <c>weak</c> (a name or a role is among the identifiers), <c>network</c> (the chosen organisation belongs to
/// one), <c>together</c> (somebody helps to write), <c>trial</c> and <c>sealing</c> (<c>browser</c> or <c>site</c>). The scripts have the same in Features/Write/questionnaire.ts;
/// vectors/questionnaire.json binds the two.
/// </summary>
internal sealed class Facts
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    private Facts(bool network, bool trial, string sealing)
    {
        _values["network"] = YesNo(network);
        _values["trial"] = YesNo(trial);
        _values["sealing"] = [sealing];
    }

    /// <summary>The one value, the first of several, or null.</summary>
    internal string? this[string fact] => _values.TryGetValue(fact, out var values) ? values[0] : null;

    /// <param name="questionnaire">The questions.</param>
    /// <param name="answers">Fields of the form by name, each with one value or more.</param>
    /// <param name="network">Whether the chosen organisation belongs to a network.</param>
    /// <param name="trial">Whether the deployment is a trial.</param>
    /// <param name="sealing">Where the report is sealed: <c>browser</c> or <c>site</c>.</param>
    internal static Facts Of(
        Questionnaire questionnaire, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, bool network, bool trial, string sealing)
    {
        var facts = new Facts(network, trial, sealing);
        facts._values["weak"] = YesNo(Identified(answers).Any(kind => kind is "name" or "role"));
        facts._values["together"] = YesNo(answers.GetValueOrDefault("together")?[0] == "yes");
        foreach (var question in questionnaire.Questions.Where(q => q.Kind is "one" or "several"))
        {
            var given = answers.GetValueOrDefault(question.Id) ?? [];
            IReadOnlyList<string> chosen = [.. (question.Kind is "one" ? given.Take(1) : given).Where(question.Offers)];
            if (chosen.Count > 0)
            {
                facts._values[question.Id] = chosen;
            }
            else if (question.Preset is not null)
            {
                facts._values[question.Id] = [question.Preset];
            }
        }

        // Whoever skips the choice keeps the report: the one answer that lets nobody read it.
        facts._values.TryAdd("choice", ["keep"]);
        return facts;
    }

    /// <summary>Whether each of the conditions holds.</summary>
    internal bool Hold(IReadOnlyList<Condition>? conditions) =>
        conditions is null || conditions.All(c => _values.TryGetValue(c.Fact, out var values) && values.Intersect(c.Is, StringComparer.Ordinal).Any());

    // The kinds of the identifiers that have a value.
    private static IEnumerable<string> Identified(IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        from slot in Enumerable.Range(1, 4)
        let kind = answers.GetValueOrDefault($"who{slot}-kind")?[0]
        where !string.IsNullOrEmpty(kind) && !string.IsNullOrWhiteSpace(answers.GetValueOrDefault($"who{slot}-value")?[0])
        select kind;

    private static string[] YesNo(bool value) => [value ? "yes" : "no"];
}
