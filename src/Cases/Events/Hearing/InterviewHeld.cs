using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>What is said in an interview is evidence from then on, so both sides see it.</summary>
internal sealed record InterviewHeld(EventHead Head, string With, IReadOnlyList<string> About, Representation Representation, string Evidence) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "interview-held", "Somebody was heard. The record of it is a piece of evidence.",
        [Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var held = new InterviewHeld(
                m.Head,
                m.Need("with", Names.Party, "Who was heard."),
                m.Allegations("About which allegations."),
                m.Code<Representation>("representation", "Whether a representative was beside them."),
                m.Need("evidence", Names.Evidence, "The number under which the record is evidence from now on."));
            m.Sealed("content", "The record of the interview.");
            return held;
        });

    public override IReadOnlyList<string> Allegations => About;

    internal override IReadOnlyList<string> Recipients => [With];

    internal override IEnumerable<Mark> Marks => MarkEach(About, [With]);

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([With])
        ?? state.WithoutAllegations(About)
        ?? Presence.Taken(state.Evidence, Evidence);

    internal override CaseState Change(CaseState state) => state with
    {
        Evidence = state.Evidence.With(new State.Evidence(Evidence, About, With, Head.Actor.Pseudonym, []).And(CustodyStep.Received, With, Head.Time)),
    };
}
