using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record CorrectionMade(EventHead Head, string Corrects, CorrectionCause Cause) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "correction-made", "The record of an event is put right beside it. The event stays as it was, and so does what followed from it.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var made = new CorrectionMade(m.Head, m.Need("corrects", Names.Event, "Which event."), m.Code<CorrectionCause>("cause", "Why."));
            m.Sealed("content", "What is right.");
            return made;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutEvent(Corrects)
        ?? (!Head.Actor.IsStaff && state.ById[Corrects].Head.Actor.Pseudonym is var author && author != Head.Actor.Pseudonym && state.SpokenFor(Head.Actor) != author
            ? $"{Corrects} was done by {author}, for whom {Head.Actor.Pseudonym} does not speak: send a message, or evidence." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Corrections = state.Corrections.Add(new(Corrects, Head.Id, Cause)) };
}
