using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

/// <summary>What no process file can switch off. Each is a type of its own, with the id and the sentence that a refusal cites.</summary>
public abstract class Law
{
    /// <summary>As refusals cite it: equal-appeal.</summary>
    public abstract string Id { get; }

    /// <summary>The law itself.</summary>
    public abstract string Sentence { get; }

    /// <summary>Whether it is about who acts and when, and is asked before it is known whether what the event speaks of is there.</summary>
    internal virtual bool ComesFirst => false;

    /// <summary>Why an act is against it; null where it is not.</summary>
    internal abstract string? Forbids(Act act);

    /// <summary>What in a process file is against it: the place, and what to change.</summary>
    internal virtual IEnumerable<string> CheckProcess(Process process) => [];
}
