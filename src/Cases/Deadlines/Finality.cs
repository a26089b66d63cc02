using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Deadlines;

/// <summary>Whether a decision is final at an instant, and if not, what it waits for.</summary>
internal static class Finality
{
    /// <summary>What a decision still waits for, to follow "it waits for"; null where it is final.</summary>
    /// <exception cref="NotCoveredException">where a period leads out of the holiday file.</exception>
    internal static string? WaitsFor(this Windows windows, CaseState state, Decision decision, DateTimeOffset at)
    {
        var sides = state.Allegations[decision.Allegation].Sides;
        if (state.Reviews.Find(decision.Id) is { Outcome: null })
        {
            return $"a review by another, since {state.Reviews[decision.Id].Member} was in conflict";
        }

        if (sides.FirstOrDefault(side => windows.ToldSince(Notice.Decision, decision.Id, side) is null) is { } untold)
        {
            return $"the notice of it to {untold}";
        }

        if (state.Appeals.FirstOrDefault(a => a.Decision == decision.Id && a.Outcome is null) is { } pending)
        {
            return $"the appeal {pending.Id}";
        }

        return windows.AppealEnd(decision) is { } end && at < end ? $"the end of the time to appeal, {end.InWords()}" : null;
    }
}
