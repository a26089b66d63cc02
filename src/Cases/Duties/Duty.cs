using Chorus.Cases.Codes;

namespace Chorus.Cases.Duties;

/// <summary>Something that is owed in a case: a notice, an act, a question.</summary>
/// <param name="Id">what asks for it: a process and its step, or a law and what it asks.</param>
/// <param name="Does">what is to do, a sentence.</param>
/// <param name="By">who may do it.</param>
/// <param name="To">to whom; null for nobody in particular.</param>
/// <param name="About">the allegation, decision or other thing that it is about; null for the case.</param>
/// <param name="Since">since when it is owed, or will be.</param>
public sealed record Duty(string Id, string Does, IReadOnlyList<Role> By, string? To, string? About, DateTimeOffset Since)
{
    /// <summary>The instant by which it has to be done; null where there is no day, and it is done without delay.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it was done; null while it is open.</summary>
    public DateTimeOffset? Done { get; init; }

    /// <summary>Why no day can be said, where a period leads out of the holiday file.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it is still to do.</summary>
    public bool IsOpen => Done is null;

    /// <summary>Whether it should have been done and is not.</summary>
    public bool IsOverdue(DateTimeOffset at) => IsOpen && Due is { } due && at >= due;

    /// <summary>Whether it was done after its day.</summary>
    public bool WasLate => Done is { } done && Due is { } due && done >= due;

    /// <summary>The same duty before and after an event.</summary>
    internal string Key => $"{Id} {To} {About} {Since.UtcTicks}";
}
