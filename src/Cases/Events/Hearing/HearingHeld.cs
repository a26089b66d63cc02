using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record HearingHeld(EventHead Head, IReadOnlyList<string> About, bool Live, Questioning Questioning, IReadOnlyList<string> Attended) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "hearing-held", "Who decides heard both sides, or gave them the chance to be heard.",
        [Role.DecisionMaker],
        m =>
        {
            var held = new HearingHeld(
                m.Head,
                m.Allegations("About which allegations."),
                m.Need("live", Names.Flag, "true where everybody could see and hear the others at the same time, in a room or over a line."),
                m.Code<Questioning>("questioning", "How the sides could question."),
                m.Need("attended", new ListShape<string>(Names.Person, 0), "Who was there. Nobody has to be."));
            m.May("recording", Names.Sealed, "Recording or transcript.");
            return held;
        });

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(About) ?? state.WithoutPeople(Attended);

    internal override CaseState Change(CaseState state) => state;
}
