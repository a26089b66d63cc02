using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;

namespace Chorus.Cases.State;

/// <summary>
/// How an allegation stands at an instant, in the words that every view of staff uses: alleged, until a finding is final.
/// The words are made here so that no page can forget the one that matters.
/// </summary>
public sealed record Standing
{
    private Standing(string allegation, bool isFinal, string words, string? waitsFor) => (Allegation, IsFinal, Words, WaitsFor) = (allegation, isFinal, words, waitsFor);

    /// <summary>The allegation.</summary>
    public string Allegation { get; }

    /// <summary>Whether its finding or ground is final.</summary>
    public bool IsFinal { get; }

    /// <summary>How it is spoken of: <c>alleged; found substantiated, not final</c>.</summary>
    public string Words { get; }

    /// <summary>What a decision that is not final waits for; null where there is none, or it is final.</summary>
    public string? WaitsFor { get; }

    /// <summary>How an allegation stands.</summary>
    /// <param name="state">the case.</param>
    /// <param name="rules">its processes and holidays.</param>
    /// <param name="allegation">which.</param>
    /// <param name="at">when; not before the last event.</param>
    public static Standing Of(CaseState state, Rulebook rules, string allegation, DateTimeOffset at)
    {
        if (state.StandingDecision(allegation) is not { } decision)
        {
            return new(allegation, false, state.FormalDismissal(allegation) is { } formal ? $"alleged; formal process {formal.Process} dismissed ({Code.Of(formal.Ground!.Value)})" : "alleged", null);
        }

        var found = decision.Finding is { } finding ? $"found {Code.Of(finding).Replace('-', ' ')}" : $"dismissed ({Code.Of(decision.Ground!.Value)})";
        return Wait(state, rules, decision, at) is { } wait
            ? new(allegation, false, $"alleged; {found}, not final", wait)
            : new(allegation, true, found, null);
    }

    private static string? Wait(CaseState state, Rulebook rules, Decision decision, DateTimeOffset at)
    {
        try
        {
            return new Windows(state, rules).WaitsFor(state, decision, at);
        }
        catch (NotCoveredException e)
        {
            return $"a day that cannot be said: {e.Message}";
        }
    }
}
