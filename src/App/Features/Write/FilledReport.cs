using Chorus.App.Questionnaires;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;

namespace Chorus.App.Features.Write;

/// <summary>
/// From the fields of the form to what is sealed, for browsers without scripts. report-draft.ts and mends.ts do the same
/// where the browser seals; vectors/questionnaire.json binds the two.
/// </summary>
internal static class FilledReport
{
    internal static ReportDraft Draft(
        Questionnaire questionnaire, string language, Filled filled, Facts facts, string written)
    {
        var answers = questionnaire.Questions
            .Where(q => q.IsAsked(facts) && !q.IsPlaced && q.Kind is not "attachments")
            .SelectMany(q => AnswersOf(q, filled)).ToDictionary(a => a.Id, a => a.Answer, StringComparer.Ordinal);
        return new ReportDraft(
            new QuestionnaireReference(questionnaire.Id, questionnaire.Version), language, filled.One("organisation") ?? "",
            QuorumOf(facts), answers, [.. Typed(filled).Select(t => IdentifierOf(t, facts))], written);
    }

    /// <summary>What was typed about the person; a slot without kind and value is left out.</summary>
    internal static IEnumerable<TypedIdentifier> Typed(Filled filled) =>
        from slot in Enumerable.Range(1, 4)
        let kind = filled.One($"who{slot}-kind") ?? ""
        let value = filled.One($"who{slot}-value")?.Trim() ?? ""
        where kind.Length > 0 || value.Length > 0
        select new TypedIdentifier(
            slot, kind, value,
            kind is "phone" or "vehicle" ? filled.One($"who{slot}-region") ?? filled.One("country") : null,
            kind is "name" or "role" or "staff-id" ? filled.One($"who{slot}-place")?.Trim() : null);

    internal static Quorum QuorumOf(Facts facts) => facts["choice"] switch
    {
        "now" => Quorum.Of(1),
        "hold" => Quorum.Of(int.Parse(facts["quorum"]!)),
        _ => Quorum.Keep,
    };

    /// <summary>Whoever sends now lets the report go in any case; whoever waits is asked whether a name or role may be enough.</summary>
    private static bool MayRelease(string kind, Facts facts) =>
        kind is not ("name" or "role")
        || facts["choice"] == "now"
        || (facts["choice"] == "hold" && facts["alone"] == "yes");

    private static ReportIdentifier IdentifierOf(TypedIdentifier typed, Facts facts) =>
        new(typed.Kind, typed.Value, MayRelease(typed.Kind, facts), typed.Region, typed.Place);

    // A note beside choices is an answer of its own.
    private static IEnumerable<(string Id, Answer? Answer)> AnswersOf(Question question, Filled filled)
    {
        yield return (question.Id, AnswerOf(question, filled));
        if (question.Note is not null)
        {
            yield return (question.NoteId, TextOf(question.NoteId, filled));
        }
    }

    private static Answer? AnswerOf(Question question, Filled filled) => question.Kind switch
    {
        "several" => Answer.Of(filled.All(question.Id)),
        "pieces" => FilledPieces.AnswerOf(question, filled),
        _ => TextOf(question.Id, filled),
    };

    private static Answer? TextOf(string field, Filled filled)
    {
        var given = filled.One(field)?.Trim();
        return string.IsNullOrEmpty(given) ? null : Answer.Of(given);
    }
}

/// <summary>One thing known about the person, as typed.</summary>
internal sealed record TypedIdentifier(int Slot, string Kind, string Value, string? Region, string? Place)
{
    internal bool IsWeak => Kind is "name" or "role";

    /// <summary>The canonical form, or the message id of what is wrong with it.</summary>
    internal (string? Canonical, string? Mend) Check()
    {
        if (!IdentifierKinds.TryParse(Kind, out var kind))
        {
            return (null, "who.error.kind");
        }

        if (Value.Length == 0)
        {
            return (null, "who.error.value");
        }

        if (Kind is "role" or "staff-id" && string.IsNullOrEmpty(Place))
        {
            return (null, "who.error.place");
        }

        return Canonical.TryMake(new Identifier(kind, Value, Region, Place), out var canonical, out var reason)
            ? (canonical, null)
            : (null, $"refusal.{reason.Code}");
    }

    /// <summary>The 64 bits that stand for it. Only for one that <see cref="Check"/> found nothing wrong with.</summary>
    internal ulong FingerprintUnder(ReadOnlySpan<byte> salt)
    {
        _ = IdentifierKinds.TryParse(Kind, out var kind);
        return Fingerprint.Of(salt, kind, Check().Canonical ?? throw new InvalidOperationException("an identifier that was refused has no fingerprint"));
    }
}
