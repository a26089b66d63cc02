using Chorus.Cases.Codes;
using Chorus.Cases.Duties;
using Chorus.Cases.State;

namespace Chorus.Cases.Replay;

/// <summary>A case as it stands at an instant: what happened later is not in it.</summary>
public sealed class StateView
{
    // How long a question waits before it counts as unanswered; an answer is taken later all the same.
    private static readonly TimeSpan s_silence = TimeSpan.FromDays(14);
    private readonly Rulebook _rules;

    private StateView(CaseState state, Rulebook rules, DateTimeOffset at) => (State, _rules, At) = (state, rules, at);

    /// <summary>The case as it was then.</summary>
    public CaseState State { get; }

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The view of a case at an instant.</summary>
    /// <param name="state">the case.</param>
    /// <param name="rules">its processes and holidays.</param>
    /// <param name="at">when; null for its last event.</param>
    public static StateView Of(CaseState state, Rulebook rules, DateTimeOffset? at)
    {
        var instant = at ?? state.LastTime ?? DateTimeOffset.UnixEpoch;
        return new(DutyList.StateAt(state, instant), rules, instant);
    }

    /// <summary>The day that the instant is in, where the case is.</summary>
    internal DateOnly Day => Tellable.Today;

    /// <summary>What is or was owed, done or open.</summary>
    public IReadOnlyList<Duty> Duties => field ??= DutyList.Of(State, _rules);

    /// <summary>What another employer may be told at that instant.</summary>
    public Tellable Tellable => field ??= new(State, _rules, At);

    /// <summary>A process with its version: fair-process@1.</summary>
    internal string ProcessId(string name) => _rules.Process(name).Id;

    /// <summary>How an allegation stands.</summary>
    public Standing Standing(string allegation) => Chorus.Cases.State.Standing.Of(State, _rules, allegation, At);

    /// <summary>What became of the question for a day: not due, due, asked, silent, or the answer with its codes.</summary>
    public string Watch(Watch watch, int day)
    {
        if (watch.Answers.TryGetValue(day, out var answer))
        {
            return $"{Code.Of(answer.Answer)}{(answer.Acts.Count == 0 ? "" : $" ({string.Join(", ", answer.Acts)})")}";
        }

        if (watch.Asked.TryGetValue(day, out var asked))
        {
            return At - asked >= s_silence ? "silent" : "asked";
        }

        var duty = Duties.First(d => d.Id == $"retaliation/ask-{day}" && d.To == watch.Id);
        return At < duty.Since ? "not due" : duty.IsOverdue(At) ? "not asked, overdue" : "due";
    }
}
