using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases.Laws;

/// <summary>An event that wants to be accepted, with all by which it is judged.</summary>
/// <param name="State">what the accepted events before it made.</param>
/// <param name="Event">the event.</param>
/// <param name="Rules">processes and holidays.</param>
internal sealed record Act(CaseState State, CaseEvent Event, Rulebook Rules)
{
    /// <summary>When it happens.</summary>
    internal DateTimeOffset Time => Event.Head.Time;

    /// <summary>Who acts.</summary>
    internal Actor Actor => Event.Head.Actor;

    /// <summary>The periods of the case.</summary>
    internal Windows Windows { get; } = new(State, Rules);

    /// <summary>The process that an allegation is under.</summary>
    internal Process ProcessOf(string allegation) => Rules.ProcessOf(State, State.Allegations[allegation]);

    /// <summary>The first of some things that gives a sentence.</summary>
    internal static string? FirstOf<T>(IEnumerable<T> things, Func<T, string?> sentence) =>
        things.Select(sentence).FirstOrDefault(s => s is not null);
}
