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
        "Another employer is told only what is final and was found substantiated, or, while nothing is found, that their departure was recorded after they had been told of what is pending; never both in one, with the acts that were found and no others, and never for longer than 365 days, or, where nothing is found, than 90 from the first such statement.";

    internal override string? Forbids(Act act) => act.Event is StatementGiven given ? Forbids(act.State, given, new(act.State, act.Rules, act.Time)) : null;

    private static string? Forbids(CaseState state, StatementGiven given, Tellable tellable) =>
        given.Says == StatementKind.Departure && given.RestsOn.Count > 1 ? "A statement of a departure rests on the one event that recorded it."
        : Act.FirstOf(given.RestsOn, id => tellable.WhyNot(given.Says, given.Respondent, id)) ?? ForbidsOtherActs(state, given) ?? ForbidsEndless(tellable, given);

    // The entries that a statement opens say by it which acts; the allegations themselves are never opened.
    private static string? ForbidsOtherActs(CaseState state, StatementGiven given)
    {
        ActCode[] found = given.Says == StatementKind.Findings ? [.. given.RestsOn.Select(id => state.Allegations[state.Decisions[id].Allegation].Act)] : [];
        return given.Acts.SequenceEqual(found) ? null : $"\"acts\" has to be what was found, in the order of \"rests-on\": [{string.Join(", ", found.Select(Code.Of))}].";
    }

    private static string? ForbidsEndless(Tellable tellable, StatementGiven given)
    {
        var last = given.Says == StatementKind.Findings ? tellable.Today.AddDays(MostDays) : tellable.LastDay(given.RestsOn[0]);
        return given.Until >= tellable.Today && given.Until <= last ? null : $"\"until\" has to be a day from {tellable.Today:yyyy-MM-dd} to {last:yyyy-MM-dd}.";
    }
}
