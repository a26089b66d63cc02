using Chorus.App.Questionnaires;

namespace Chorus.App.Features.Write;

/// <summary>What has to be put right before a form can be sealed: message ids by question, or by <c>who1</c> to <c>who4</c>.</summary>
internal static class Mends
{
    internal static Dictionary<string, string> Of(ReporterForm form, Filled filled, IReadOnlyDictionary<string, string> facts)
    {
        var mends = new Dictionary<string, string>(StringComparer.Ordinal);
        var typed = FilledReport.Typed(filled).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in typed)
        {
            var (canonical, mend) = one.Check();
            if (mend is not null)
            {
                mends[$"who{one.Slot}"] = mend;
            }
            else if (!seen.Add($"{one.Kind}:{canonical}"))
            {
                mends[$"who{one.Slot}"] = "who.error.same";
            }
        }

        if (facts["choice"] != "keep" && typed.Count == 0)
        {
            mends["choice"] = "who.error.nobody";
        }

        if (form.Questionnaire["alone"].IsAsked(facts) && facts.GetValueOrDefault("alone") != "yes" && typed.TrueForAll(t => t.IsWeak))
        {
            mends["alone"] = "alone.error";
        }

        if (!form.Organisations.Any(o => string.Equals(o.Id, filled.One("organisation"), StringComparison.Ordinal)))
        {
            mends["organisation"] = "organisation.error";
        }

        AddTooLong(form.Questionnaire, filled, mends);
        return mends;
    }

    // A browser keeps to the field's length; what is longer was not typed into this form.
    private static void AddTooLong(Questionnaire questionnaire, Filled filled, Dictionary<string, string> mends)
    {
        foreach (var question in questionnaire.Questions.Where(q => q.Kind is "long-text" or "short-text"))
        {
            if (filled.One(question.Id)?.Length > question.Limit)
            {
                mends[question.Id] = "write.too-long";
            }
        }
    }
}
