using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Laws;

internal sealed class StatementLaw : Law
{
    /// <summary>For how many days somebody may rely on a statement of findings, and on one of a departure.</summary>
    internal const int MostDays = 365, MostDaysPending = 90;

    public override string Id => "statement";

    public override string Sentence =>
        "Another employer is told only what is final and was found substantiated, or, while nothing is found, that somebody left who knew that allegations were pending; never both in one, and never for longer than 365 days, or 90 where nothing is found.";

    internal override string? Forbids(Act act) => act.Event is not StatementGiven given ? null
        : given.Says == StatementKind.Departure && given.RestsOn.Count > 1 ? "A statement of a departure rests on the one event that recorded it."
        : Act.FirstOf(given.RestsOn, id => WhyNot(new(act.State, act.Rules, act.Time), given, id)) ?? ForbidsEndless(act, given);

    private static string? WhyNot(Tellable tellable, StatementGiven given, string id) =>
        given.Says == StatementKind.Findings ? tellable.WhyNotFinding(given.Respondent, id) : tellable.WhyNotDeparture(given.Respondent, id);

    private static string? ForbidsEndless(Act act, StatementGiven given)
    {
        var (today, most) = (act.Rules.ClockOf(act.State).DayOf(act.Time), given.Says == StatementKind.Findings ? MostDays : MostDaysPending);
        return given.Until >= today && given.Until <= today.AddDays(most) ? null : $"\"until\" has to be a day from {today:yyyy-MM-dd} to {today.AddDays(most):yyyy-MM-dd}.";
    }
}
