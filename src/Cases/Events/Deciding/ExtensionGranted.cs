using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>A period is made longer, never shorter, and for both sides alike.</summary>
internal sealed record ExtensionGranted(EventHead Head, string Period, IReadOnlyList<string> About, DateOnly Until, ExtensionCause Cause) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "extension-granted", "A step or period is made longer for good cause, for both sides. They are told in writing.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m => new ExtensionGranted(
            m.Head,
            m.Need("period", Names.Step, "The id of the step, or one of the periods answer, evidence, appeal and appeal-answer."),
            m.Allegations("For which allegations."),
            m.Need("until", Names.Day, "Until the end of which day."),
            m.Code<ExtensionCause>("cause", "Why.")));

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) => state.WithoutAllegations(About);

    internal override CaseState Change(CaseState state) =>
        state with { Extensions = state.Extensions.AddRange(About.Select(a => new Extension(Period, a, Until, Cause))) };
}
