using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>What is owed in a case: derived from its events whenever somebody asks, and kept nowhere.</summary>
public static class DutyList
{
    /// <summary>Everything that is or was owed, done or open, in the order of the days by which it is due.</summary>
    /// <param name="state">the case.</param>
    /// <param name="rules">its processes and holidays.</param>
    public static IReadOnlyList<Duty> Of(CaseState state, Rulebook rules)
    {
        if (state.Opening is null)
        {
            return [];
        }

        var windows = new Windows(state, rules);
        Duty[] all =
        [
            .. StepDuties.Of(state, rules, windows), .. TellingDuties.Of(state, rules, windows), .. StatementDuties.Of(state, rules, windows), .. FollowUpDuties.Of(state),
            .. WatchDuties.Of(state, rules), .. MeasureDuties.Of(state, rules),
        ];
        return [.. all.OrderBy(d => d.Due ?? d.Since).ThenBy(d => d.Key, StringComparer.Ordinal)];
    }

    /// <summary>What is owed at an instant: of the case as it was then.</summary>
    /// <param name="state">the case.</param>
    /// <param name="rules">its processes and holidays.</param>
    /// <param name="at">events after it are left out.</param>
    public static IReadOnlyList<Duty> At(CaseState state, Rulebook rules, DateTimeOffset at) => Of(StateAt(state, at), rules);

    /// <summary>The case as it was at an instant.</summary>
    internal static CaseState StateAt(CaseState state, DateTimeOffset at) =>
        state.LastTime <= at ? state : state.Log.TakeWhile(e => e.Head.Time <= at).Aggregate(CaseState.Empty, (then, accepted) => then.After(accepted));

    /// <summary>What an event brought about: open after it, and not owed before.</summary>
    internal static IReadOnlyList<Duty> Following(CaseState before, CaseState after, Rulebook rules)
    {
        var owed = Of(before, rules).Select(d => d.Key).ToHashSet();
        return [.. Of(after, rules).Where(d => d.IsOpen && !owed.Contains(d.Key))];
    }

    /// <summary>With the day by which it is due, or the reason why none can be said.</summary>
    internal static Duty DueBy(this Duty duty, Func<DateTimeOffset?> due)
    {
        try
        {
            return duty with { Due = due() };
        }
        catch (NotCoveredException e)
        {
            return duty with { Fault = e.Message };
        }
    }
}
