using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record MeasureTaken(EventHead Head, string Measure, MeasureKind Taken, MeasurePurpose Purpose, string FallsOn, bool Agreed, DateOnly ReviewBy) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "measure-taken", "A supportive or interim measure is taken. It is no punishment, and is looked at again.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var taken = new MeasureTaken(
                m.Head,
                m.Need("measure", Names.Measure, "The number of the measure."),
                m.Code<MeasureKind>("what", "What is done."),
                m.Code<MeasurePurpose>("purpose", "Why."),
                m.Need("falls-on", Names.Party, "Whose shift, place, contacts or pay it changes."),
                m.Need("agreed", Names.Flag, "true where that person agreed. Nothing falls on a reporter or witness without it."),
                m.Need("review-by", Names.Day, "By which day it is looked at again."));
            m.Sealed("content", "What exactly, and why.");
            return taken;
        });

    internal override IEnumerable<Mark> Marks => MarkEach([], [FallsOn]);

    internal override string? Missing(CaseState state) => Presence.Taken(state.Measures, Measure) ?? state.WithoutPeople([FallsOn]);

    internal override CaseState Change(CaseState state) =>
        state with { Measures = state.Measures.With(new(Measure, Taken, Purpose, FallsOn, ReviewBy)) };
}

internal sealed record MeasureReviewed(EventHead Head, string Measure, MeasureOutcome Outcome, DateOnly? ReviewBy) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "measure-reviewed", "A measure was looked at again.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var reviewed = new MeasureReviewed(
                m.Head,
                m.Need("measure", Names.Measure, "Which measure."),
                m.Code<MeasureOutcome>("outcome", "What becomes of it."),
                m.MayValue("review-by", Names.Day, "By which day it is looked at again; needed unless it ends."));
            m.May("content", Names.Sealed, "What is changed, and why.");
            return reviewed;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        (state.Measures.Find(Measure) switch
        {
            null => $"There is no measure {Measure} in this case.",
            { ReviewBy: null } => $"{Measure} has ended.",
            _ => null,
        })
        ?? (Outcome == MeasureOutcome.Ended == ReviewBy is null ? null : "A measure that goes on has a day in \"review-by\", and one that ends has none.");

    internal override CaseState Change(CaseState state) =>
        state with { Measures = state.Measures.With(state.Measures[Measure] with { ReviewBy = ReviewBy }) };
}
