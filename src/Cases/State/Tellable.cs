using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;

namespace Chorus.Cases.State;

/// <summary>A finding that another employer may be told.</summary>
/// <param name="Event">the event that made it.</param>
/// <param name="Allegation">which allegation.</param>
/// <param name="Act">what was found to have happened.</param>
/// <param name="Standard">by which standard of proof.</param>
/// <param name="Process">under which process, by name.</param>
/// <param name="Made">the day on which it was made, where the case is.</param>
/// <param name="Final">the day on which it became final.</param>
public sealed record TellableFinding(string Event, string Allegation, ActCode Act, StandardOfProof Standard, string Process, DateOnly Made, DateOnly Final);

/// <summary>A departure while allegations were pending, which another employer may be told.</summary>
/// <param name="Event">the event that recorded it.</param>
/// <param name="How">how somebody left.</param>
/// <param name="Recorded">the day on which it was recorded; on which they left, the case does not know.</param>
/// <param name="Last">the last day until which it may be told.</param>
public sealed record TellableDeparture(string Event, Departure How, DateOnly Recorded, DateOnly Last);

/// <summary>
/// What another employer may be told of a respondent: a pure function of the case and an instant. A finding only when it is
/// substantiated, stands and is final; a departure only while nothing is found that speaks against the person.
/// </summary>
/// <param name="state">the case.</param>
/// <param name="rules">its processes and holidays.</param>
/// <param name="at">when; not before the last event.</param>
public sealed class Tellable(CaseState state, Rulebook rules, DateTimeOffset at)
{
    private readonly Windows _windows = new(state, rules);

    /// <summary>The findings about a respondent that may be told, in the order in which they were made.</summary>
    public IReadOnlyList<TellableFinding> Findings(string respondent) =>
        [.. state.Decisions.Where(d => Said(() => WhyNotFinding(respondent, d.Id)) is null).Select(FindingOf)];

    /// <summary>The day that it is, where the case is.</summary>
    internal DateOnly Today => Day(at);

    /// <summary>The departure of a respondent that may be told; empty where there is none, or it was told for as long as may be.</summary>
    public IReadOnlyList<TellableDeparture> Departures(string respondent) =>
    [
        .. state.Log.OfType<DepartureRecorded>().Where(d => Said(() => WhyNotDeparture(respondent, d.Head.Id)) is null)
            .Select(d => new TellableDeparture(d.Head.Id, d.How, Day(d.Head.Time), LastDay(d.Head.Id))).Where(d => d.Last >= Today),
    ];

    /// <summary>
    /// Until when a departure may be told: it is counted from the first statement of it, whatever became of that one. Who leaves
    /// a case undecided must not be able to tell of it for ever.
    /// </summary>
    internal DateOnly LastDay(string departure) =>
        Day(state.Statements.Where(s => s.Says == StatementKind.Departure && s.RestsOn[0] == departure).Select(s => (DateTimeOffset?)s.Time).Min() ?? at).AddDays(StatementLaw.MostDaysPending);

    /// <summary>A sentence why something may not be told; null where it may.</summary>
    /// <exception cref="NotCoveredException">where a period leads out of the holiday file.</exception>
    internal string? WhyNot(StatementKind says, string respondent, string id) => says == StatementKind.Findings ? WhyNotFinding(respondent, id) : WhyNotDeparture(respondent, id);

    /// <summary>A sentence why what was told is not so any more; null while it is. What was final stays so, if the case is reopened, until somebody does appeal.</summary>
    internal string? WhyNoMore(StatementKind says, string respondent, string id) =>
        Said(() => says == StatementKind.Findings ? WhyNotFinal(respondent, id) : WhyNotDeparture(respondent, id));

    private string? WhyNotFinding(string respondent, string id) =>
        WhyNotFinal(respondent, id) ?? (_windows.AppealAgainEnd(state.Decisions[id]) is { } end && at < end ? $"The case was reopened, and until {end.InWords()} both sides can appeal against {id} again." : null);

    private string? WhyNotFinal(string respondent, string id)
    {
        if (state.Decisions.Find(id) is not { Finding: { } finding } decision)
        {
            return $"{id} is no finding.";
        }

        return state.Allegations[decision.Allegation].Respondent != respondent ? $"{id} is not about {respondent}."
            : finding != FindingKind.Substantiated ? $"{id} found {Code.Of(finding)}: only what was found substantiated is told."
            : decision.IsSetAside || state.StandingDecision(decision.Allegation)?.Id != id ? $"{id} does not stand any more."
            : _windows.WaitsFor(state, decision, at) is { } wait ? $"The finding {id} is not final: it waits for {wait}."
            : null;
    }

    private string? WhyNotDeparture(string respondent, string id)
    {
        if (!state.ById.TryGetValue(id, out var accepted) || accepted is not DepartureRecorded departure || departure.Party != respondent)
        {
            return $"{id} records no departure of {respondent}.";
        }

        var about = state.Allegations.Where(a => a.Respondent == respondent).ToArray();
        var found = about.Select(a => state.StandingDecision(a.Id)).FirstOrDefault(d => d is { Finding: FindingKind.Substantiated });
        return departure.How == Departure.Died ? $"{respondent} died; nobody is told that a case was pending."
            : state.Log.OfType<DepartureRecorded>().First(d => d.Party == respondent).Head.Id is var first && first != id ? $"{respondent} left by {first}: only the first departure of somebody is told."
            : state.Reviews.Find(id) is { Outcome: not ReviewOutcome.Upheld } ? $"{id} waits for a review by another, or was set aside by one."
            : found is not null ? $"{found.Id} found something about {respondent}: once it is final, that is told, and not that somebody left."
            : !about.Where(a => state.StandingDecision(a.Id) is null).Select(a => a.Id).Intersect(PendingAt(departure)).Any() ? $"No allegation of which {respondent} had been told was pending when {id} was recorded and still is. Then a departure tells nobody anything."
            : null;
    }

    // Who did not know of it did not leave because of it. What came before goes by its place in the log: a time may be that of several events.
    private string[] PendingAt(DepartureRecorded departure)
    {
        var then = state.Log.TakeWhile(e => e.Head.Id != departure.Head.Id).Aggregate(CaseState.Empty, (before, accepted) => before.After(accepted));
        var windows = new Windows(then, rules);
        return [.. then.Allegations
            .Where(a => a.Respondent == departure.Party && windows.NoticeSince(a, a.Respondent) is not null
                && (then.StandingDecision(a.Id) is not { } decision || windows.WaitsFor(then, decision, departure.Head.Time) is not null))
            .Select(a => a.Id)];
    }

    private TellableFinding FindingOf(Decision decision)
    {
        var appeals = state.Appeals.Where(a => a.Decision == decision.Id).Select(a => a.Id).ToHashSet();
        DateTimeOffset?[] ends =
        [
            _windows.AppealEnd(decision),
            .. state.Log.OfType<AppealDecided>().Where(a => appeals.Contains(a.Appeal)).Select(a => (DateTimeOffset?)a.Head.Time),
            .. state.Log.OfType<ActReviewed>().Where(r => r.Act == decision.Id).Select(r => (DateTimeOffset?)r.Head.Time),
        ];
        var allegation = state.Allegations[decision.Allegation];
        return new(decision.Id, allegation.Id, allegation.Act, decision.Standard!.Value, decision.Process, Day(decision.Time), Day(ends.Max()!.Value));
    }

    private DateOnly Day(DateTimeOffset time) => rules.ClockOf(state).DayOf(time);

    // What cannot be counted is not known to be final.
    private static string? Said(Func<string?> reason)
    {
        try
        {
            return reason();
        }
        catch (NotCoveredException e)
        {
            return e.Message;
        }
    }
}
