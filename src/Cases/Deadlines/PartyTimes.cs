using Chorus.Cases.State;

namespace Chorus.Cases.Deadlines;

/// <summary>Until when what a respondent writes counts as in time: the last day of each period, in the case's zone. Null where none runs or began.</summary>
/// <param name="Answer">to answer to what was alleged and is not decided.</param>
/// <param name="Appeal">to appeal against a decision that stands.</param>
public sealed record PartyTimes(DateOnly? Answer, DateOnly? Appeal)
{
    /// <summary>The days of a respondent: of several, the first.</summary>
    /// <param name="state">the case, which has begun.</param>
    /// <param name="rules">its processes and holidays.</param>
    /// <param name="respondent">a pseudonym.</param>
    public static PartyTimes Of(CaseState state, Rulebook rules, string respondent)
    {
        if (state.Opening is null || state.IsClosed)
        {
            return new(null, null);
        }

        var (windows, own) = (new Windows(state, rules), state.Allegations.Where(a => a.Respondent == respondent).ToArray());
        return new(
            First(own.Where(a => state.StandingDecision(a.Id) is null).Select(a => Day(() => windows.AnswerEnd(a)))),
            First(own.Select(a => state.StandingDecision(a.Id)).OfType<Decision>().Select(d => Day(() => windows.AppealAgainEnd(d) ?? windows.AppealEnd(d)))));

        // The end is the first instant of the day after.
        DateOnly? Day(Func<DateTimeOffset?> end)
        {
            try
            {
                return end() is { } over ? rules.ClockOf(state).DayOf(over.AddTicks(-1)) : null;
            }
            catch (NotCoveredException)
            {
                // A period that leads out of the holiday file has no day; nothing is guessed.
                return null;
            }
        }
    }

    private static DateOnly? First(IEnumerable<DateOnly?> days) => days.Where(d => d is not null).Min();
}
