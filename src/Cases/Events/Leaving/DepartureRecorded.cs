using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record DepartureRecorded(EventHead Head, string Party, Departure How) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "departure-recorded", "Somebody left. It closes nothing and changes nothing that is owed: notices go on to their inbox.",
        [Role.Advocate, Role.CaseOfficer, Role.System],
        m => new DepartureRecorded(m.Head, m.Need("party", Names.Party, "Who."), m.Code<Departure>("how", "How.")))
    {
        AfterClosure = true,
    };

    internal override IEnumerable<Mark> Marks => MarkEach([], [Party]);

    internal override string? Missing(CaseState state) => state.WithoutPeople([Party]);

    internal override CaseState Change(CaseState state) => state with { Departures = state.Departures.Add(new(Party, How, Head.Time)) };
}
