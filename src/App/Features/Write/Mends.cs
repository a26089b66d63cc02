using Chorus.App.Questionnaires;

namespace Chorus.App.Features.Write;

/// <summary>What has to be put right before a form can be sealed: message ids by question, by <c>who1</c> to <c>who4</c>, or by piece (<c>story1</c>).</summary>
internal static class Mends
{
    internal static Dictionary<string, string> Of(ReporterForm form, Filled filled, Facts facts)
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

        if (form.Questionnaire["alone"].IsAsked(facts) && facts["alone"] != "yes" && typed.TrueForAll(t => t.IsWeak))
        {
            mends["alone"] = "alone.error";
        }

        // Consent comes first: without a yes nothing is written down.
        if (facts["together"] == "yes" && form.Questionnaire.Questions.Any(q => q.Id == "agreed") && facts["agreed"] != "yes")
        {
            mends["agreed"] = "agreed.error";
        }

        if (!form.Organisations.Any(o => string.Equals(o.Id, filled.One("organisation"), StringComparison.Ordinal)))
        {
            mends["organisation"] = "organisation.error";
        }

        foreach (var piece in form.Questionnaire.Questions.Where(q => q.Kind is "pieces").SelectMany(q => FilledPieces.Typed(q, filled)))
        {
            if (piece.Mend is not null)
            {
                mends[piece.Name] = piece.Mend;
            }
        }

        AddTooLong(form.Questionnaire, filled, mends);
        return mends;
    }

    // A browser keeps to the field's length; what is longer was not typed into this form.
    private static void AddTooLong(Questionnaire questionnaire, Filled filled, Dictionary<string, string> mends)
    {
        foreach (var question in questionnaire.Questions)
        {
            var length = question.Kind switch
            {
                "long-text" or "short-text" => filled.One(question.Id)?.Length,
                "pieces" => FilledPieces.Typed(question, filled).Sum(p => p.Text.Length),
                _ => null,
            };
            if (length > question.Limit || filled.One(question.NoteId)?.Length > question.Note?.Limit)
            {
                mends[question.Id] = "write.too-long";
            }
        }
    }
}
