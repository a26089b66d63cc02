using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record MeetingHeld(EventHead Head, int Level, IReadOnlyList<string> About, IReadOnlyList<string> Attended, Representation Representation) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "meeting-held", "The sides met at a level of a grievance.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var held = new MeetingHeld(
                m.Head,
                m.Need("level", new NumberShape(1, 2, 3), "At which level."),
                m.Allegations("About which allegations."),
                m.Need("attended", new ListShape<string>(Names.Person, 1), "Who was there."),
                m.Code<Representation>("representation", "Whether a representative was beside who grieves."));
            m.Sealed("content", "The record of the meeting.");
            return held;
        })
    {
        Whiches = ["1", "2", "3"],
    };

    public override IReadOnlyList<string> Allegations => About;

    internal override string? Which => Level.ToString();

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(About) ?? state.WithoutPeople(Attended);

    internal override CaseState Change(CaseState state) => state;
}
