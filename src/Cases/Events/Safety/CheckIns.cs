using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record CheckInAsked(EventHead Head, string Person, int Day) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "check-in-asked", "A reporter or witness is asked whether anything was done to them since they spoke.",
        [Role.Advocate, Role.CaseOfficer, Role.System],
        m => new CheckInAsked(
            m.Head, m.Need("person", Names.ReporterOrWitness, "Who is asked."), m.Need("day", new NumberShape([.. Watch.Days]), "After how many days.")))
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([Person])
        ?? (state.Watches[Person].Asked.ContainsKey(Day) ? $"{Person} was asked for day {Day} already." : null);

    internal override CaseState Change(CaseState state)
    {
        var watch = state.Watches[Person];
        return state with { Watches = state.Watches.With(watch with { Asked = watch.Asked.SetItem(Day, Head.Time) }) };
    }
}

internal sealed record CheckInAnswered(EventHead Head, int Day, CheckInAnswer Answer, IReadOnlyList<ActCode> Acts, string? ByAdviserFor) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "check-in-answered", "Somebody answered who was asked about retaliation. If something happened it is an alert the same day, and an allegation of its own if they want.",
        [Role.Reporter, Role.Witness, Role.Adviser],
        m =>
        {
            var answered = new CheckInAnswered(
                m.Head,
                m.Need("day", new NumberShape([.. Watch.Days]), "For which day they were asked."),
                m.Code<CheckInAnswer>("answer", "What they said."),
                m.May("acts", new ListShape<ActCode>(new CodeShape<ActCode>(ActCodes.Retaliation), 0), "What was done, where they said it.") ?? [],
                m.May("for", Names.ReporterOrWitness, "Where an adviser answers: for whom."));
            m.May("content", Names.Sealed, "Their words or voice.");
            return answered;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state)
    {
        var person = Person(state);
        if (person is null || state.Watches.Find(person) is not { } watch || (ByAdviserFor is not null && ByAdviserFor != person))
        {
            return $"{Head.Actor.Pseudonym} answers for nobody who is asked about retaliation.";
        }

        return (watch.Asked.ContainsKey(Day) ? null : $"{person} was not asked for day {Day}.")
            ?? (watch.Answers.ContainsKey(Day) ? $"{person} has answered for day {Day} already; something new is an allegation." : null)
            ?? (Answer == CheckInAnswer.NothingHappened && Acts.Count > 0 ? "Acts are named, so something happened." : null);
    }

    private string? Person(CaseState state) => state.SpokenFor(Head.Actor);

    internal override CaseState Change(CaseState state)
    {
        var watch = state.Watches[Person(state)!];
        return state with { Watches = state.Watches.With(watch with { Answers = watch.Answers.SetItem(Day, new(Answer, Acts, Head.Id, Head.Time)) }) };
    }
}

internal sealed record WorkChangeRecorded(EventHead Head, string Person) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "work-change-recorded", "Shift, pay, post, mark or reference of a reporter or witness changed on a day. Drawn beside the case's events in the browser; nothing is concluded from it.",
        [Role.Reporter, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var recorded = new WorkChangeRecorded(m.Head, m.Need("person", Names.ReporterOrWitness, "Whose."));
            m.Code<WorkChange>("what", "What changed.");
            m.Need("day", Names.Day, "On which day.");
            m.Sealed("figures", "From what to what.");
            return recorded;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([Person])
        ?? (state.SpokenFor(Head.Actor) is { } self && self != Person ? $"{Head.Actor.Pseudonym} can record only what changed for {self}." : null);

    internal override CaseState Change(CaseState state) => state;
}
