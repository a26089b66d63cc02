using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record ResponseGiven(EventHead Head, ResponseTo To, IReadOnlyList<string> About) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "response-given", "A side responded to the evidence or to the report of the investigation.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser],
        m =>
        {
            var given = new ResponseGiven(m.Head, m.Code<ResponseTo>("to", "To what."), m.Allegations("About which allegations."));
            m.Sealed("content", "The response.");
            return given;
        })
    {
        Whiches = [.. Code.All<ResponseTo>().Select(Code.Of)],
    };

    public override IReadOnlyList<string> Allegations => About;

    internal override string? Which => Code.Of(To);

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) =>
        state.WithoutAllegations(About)
        ?? (state.SpokenFor(Head.Actor) is { } self && About.FirstOrDefault(a => !state.Allegations[a].Sides.Contains(self)) is { } other
            ? $"{self} is no side of {other}." : null);

    internal override CaseState Change(CaseState state) => state;
}
