using Chorus.Cases.Events;

namespace Chorus.Cases.State;

/// <summary>What happens when a decision is set aside, by an appeal or a review.</summary>
internal static class SetAside
{
    /// <summary>
    /// The decision stays in the record and counts no more. Its allegation is open, under the process under which it was decided;
    /// a dismissal can be proposed anew.
    /// </summary>
    internal static CaseState WithDecisionSetAside(this CaseState state, string decision)
    {
        var decided = state.Decisions[decision];
        var allegation = state.Allegations[decided.Allegation];
        return state with
        {
            Decisions = state.Decisions.With(decided with { IsSetAside = true }),
            Marks = state.Marks.RemoveAll(m => m.Event == decision),
            // A process that was dismissed wrongly was never left. Anything else stays where it went on.
            Allegations = decided.Concludes ? state.Allegations : state.Allegations.With(allegation with { Process = decided.Process }),
        };
    }
}
