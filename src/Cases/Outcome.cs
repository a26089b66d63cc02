using Chorus.Cases.Duties;
using Chorus.Cases.Laws;
using Chorus.Cases.State;

namespace Chorus.Cases;

/// <summary>What became of an event: accepted or refused. There is no third.</summary>
public abstract record Outcome;

/// <summary>The event is part of the case.</summary>
/// <param name="State">the case with it.</param>
/// <param name="Follows">what is owed from now on that was not before: notices, deadlines, questions.</param>
public sealed record Accepted(CaseState State, Lazy<IReadOnlyList<Duty>> Follows) : Outcome;

/// <summary>The event changed nothing.</summary>
/// <param name="By">what refuses it.</param>
/// <param name="Id">the law's id; <c>record</c>, <c>calendar</c>, or the process with its step: title-ix-2020/hearing.</param>
/// <param name="Reason">a sentence that says what is missing.</param>
public sealed record Refused(RefusedBy By, string Id, string Reason) : Outcome
{
    /// <summary>The law's own sentence; null where no law refuses.</summary>
    public string? Law => By == RefusedBy.Law ? LawBook.All.First(law => law.Id == Id).Sentence : null;
}

/// <summary>What can refuse an event.</summary>
public enum RefusedBy
{
    /// <summary>The line is no event.</summary>
    Line,

    /// <summary>A law, which no process file can switch off.</summary>
    Law,

    /// <summary>It speaks of something that is not in the case.</summary>
    Record,

    /// <summary>The process of the case.</summary>
    Process,

    /// <summary>A period leads to a day that no holiday file covers.</summary>
    Calendar,
}
