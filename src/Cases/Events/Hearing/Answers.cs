using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record AnswerGiven(EventHead Head, IReadOnlyList<string> To) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "answer-given", "The respondent answered to allegations.",
        [Role.Respondent, Role.Adviser],
        m =>
        {
            var given = new AnswerGiven(m.Head, m.Allegations("To which allegations."));
            m.Sealed("content", "The answer.");
            return given;
        });

    public override IReadOnlyList<string> Allegations => To;

    internal override IEnumerable<Mark> Marks => Answers.MarksOf(Head, To);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(To) ?? Answers.OfAnother(state, Head.Actor, To);

    internal override CaseState Change(CaseState state) => state;
}

internal sealed record AnswerDeclined(EventHead Head, IReadOnlyList<string> To) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "answer-declined", "The respondent chose not to answer. Nothing follows from it, and they may still answer.",
        [Role.Respondent, Role.Adviser],
        m => new AnswerDeclined(m.Head, m.Allegations("To which allegations.")));

    public override IReadOnlyList<string> Allegations => To;

    // A step that waits for an answer is taken by declining too.
    internal override IEnumerable<Mark> Marks => Answers.MarksOf(Head, To);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(To) ?? Answers.OfAnother(state, Head.Actor, To);

    internal override CaseState Change(CaseState state) => state;
}

/// <summary>What answering and declining have in common.</summary>
internal static class Answers
{
    internal static IEnumerable<Mark> MarksOf(EventHead head, IReadOnlyList<string> to) =>
        to.Select(a => new Mark(AnswerGiven.Kind.Name, null, a, null, head.Time, head.Id));

    internal static string? OfAnother(CaseState state, Actor actor, IReadOnlyList<string> to) =>
        to.FirstOrDefault(a => state.Allegations[a].Respondent != state.SpokenFor(actor)) is { } other
            ? $"{other} names {state.Allegations[other].Respondent}, for whom {actor.Pseudonym} does not speak."
            : null;
}
