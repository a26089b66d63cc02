using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases.Replay;

/// <summary>A line of a file of events, and what became of it.</summary>
/// <param name="Number">of the line, from 1.</param>
/// <param name="Event">the event; null where the line is none.</param>
/// <param name="Refused">what refused it; null where it was accepted.</param>
public sealed record ReplayedLine(int Number, CaseEvent? Event, Refused? Refused);

/// <summary>What became of a file of events. The state is that of the accepted events alone.</summary>
/// <param name="Lines">every line that is not empty.</param>
/// <param name="State">the case after the last.</param>
public sealed record Replayed(IReadOnlyList<ReplayedLine> Lines, CaseState State)
{
    /// <summary>Whether every line was an event, accepted or not.</summary>
    public bool IsReadable => Lines.All(line => line.Refused?.By != RefusedBy.Line);
}

/// <summary>Applies a file of events, one after the other.</summary>
public static class CaseReplay
{
    /// <summary>Replays lines; none of them can make it throw.</summary>
    /// <param name="lines">a line each; empty ones are skipped and counted.</param>
    /// <param name="rules">processes and holidays.</param>
    /// <param name="process">the process that the case has to be under.</param>
    public static Replayed Of(IEnumerable<string> lines, Rulebook rules, Process process)
    {
        var state = CaseState.Empty;
        var replayed = new List<ReplayedLine>();
        foreach (var (number, line) in lines.Select((line, n) => (n + 1, line)).Where(l => !string.IsNullOrWhiteSpace(l.line)))
        {
            var read = EventReader.Read(line);
            var outcome = read.Event is null ? new Refused(RefusedBy.Line, "line", read.Fault!) : Apply(state, read.Event, rules, process);
            state = outcome is Accepted accepted ? accepted.State : state;
            replayed.Add(new(number, read.Event, outcome as Refused));
        }

        return new(replayed, state);
    }

    // Another process than was asked for refuses where processes do: after the laws.
    private static Outcome Apply(CaseState state, CaseEvent @event, Rulebook rules, Process process)
    {
        var outcome = rules.Apply(state, @event);
        return @event is CaseOpened opened && opened.ProcessName != process.Name && outcome is (Accepted or Refused { By: RefusedBy.Process })
            ? new Refused(RefusedBy.Process, "process", $"The case is under {opened.Process}, and this replay was asked for {process.Name}.")
            : outcome;
    }
}
