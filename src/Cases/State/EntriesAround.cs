using System.Collections.Immutable;
using Chorus.Cases.Codes;

namespace Chorus.Cases.State;

/// <summary>A settlement or an agreement to be silent.</summary>
/// <param name="Id">s1.</param>
/// <param name="Kind">what was agreed.</param>
/// <param name="Between">the parties to it.</param>
/// <param name="Silences">who may not speak by it; empty for nobody.</param>
/// <param name="Jurisdiction">by the law of which place.</param>
/// <param name="Time">when it was recorded.</param>
public sealed record SettlementMade(string Id, SettlementKind Kind, IReadOnlyList<string> Between, IReadOnlyList<string> Silences, string Jurisdiction, DateTimeOffset Time) : IEntry;

/// <summary>A signed statement for another employer. What it says in words is sealed.</summary>
/// <param name="Id">t1.</param>
/// <param name="Respondent">of whom it speaks.</param>
/// <param name="Says">findings or a departure.</param>
/// <param name="RestsOn">the events of the findings, or the one of the departure.</param>
/// <param name="Until">the last day on which somebody may rely on it.</param>
/// <param name="Digest">SHA-256 of what was signed, 64 hex digits.</param>
/// <param name="Event">the event that gave it.</param>
/// <param name="Time">when.</param>
/// <param name="WithdrawnAt">since when it does not count any more; null where it does.</param>
public sealed record StatementMade(
    string Id, string Respondent, StatementKind Says, IReadOnlyList<string> RestsOn, DateOnly Until, string Digest, string Event, DateTimeOffset Time, DateTimeOffset? WithdrawnAt = null) : IEntry;

/// <summary>Somebody left.</summary>
public sealed record Left(string Party, Departure How, DateTimeOffset Time);

/// <summary>A reporter withdrew.</summary>
public sealed record Withdrawn(string Reporter, IReadOnlyList<string> Allegations, DateTimeOffset Time);

/// <summary>A longer period.</summary>
/// <param name="Period">the step or period of the process.</param>
/// <param name="Allegation">for which allegation.</param>
/// <param name="Until">until the end of which day.</param>
/// <param name="Cause">why.</param>
public sealed record Extension(string Period, string Allegation, DateOnly Until, ExtensionCause Cause);

/// <summary>What follows for a side from a final finding.</summary>
/// <param name="Allegation">from which.</param>
/// <param name="Person">for whom.</param>
/// <param name="Sanction">for the respondent; null for a remedy.</param>
/// <param name="Remedy">for a reporter or witness; null for a sanction.</param>
public sealed record Consequence(string Allegation, string Person, Sanction? Sanction, Remedy? Remedy);

/// <summary>That an event was corrected. The event stays as it is.</summary>
/// <param name="Corrects">the id of the event.</param>
/// <param name="By">the id of the correction.</param>
/// <param name="Cause">why.</param>
public sealed record Correction(string Corrects, string By, CorrectionCause Cause);

/// <summary>An act of somebody in conflict, which another has to look at.</summary>
/// <param name="Id">the id of the event.</param>
/// <param name="Member">whose act it was.</param>
/// <param name="Outcome">what the other found; null while it waits.</param>
public sealed record Review(string Id, string Member, ReviewOutcome? Outcome = null) : IEntry;

/// <summary>One person's word that a member is in conflict, which another has to decide: raised, or said by naming the member as a party.</summary>
/// <param name="Id">the id of the event.</param>
/// <param name="Member">about whom.</param>
/// <param name="Time">when.</param>
/// <param name="Voice">whose word it is: a member, or <c>parties</c> for all parties together, since what they say is written down by a member.</param>
/// <param name="Towards">the party who the member is said to be; null where it was raised without one.</param>
/// <param name="IsRepeated">whether the same voice said so of this member before and it was decided: such a word is heard, and keeps nobody out.</param>
public sealed record RaisedConflict(string Id, string Member, DateTimeOffset Time, string Voice, string? Towards, bool IsRepeated) : IEntry;

/// <summary>One person's word that a conflict which was found is none. Another has to decide it.</summary>
/// <param name="Id">the id of the event.</param>
/// <param name="Member">whose conflict.</param>
/// <param name="Towards">with whom.</param>
/// <param name="Time">when.</param>
public sealed record DoubtedConflict(string Id, string Member, string Towards, DateTimeOffset Time) : IEntry;

/// <summary>The watch on retaliation against one reporter or witness. It opens by itself when they are named, and closing the case does not end it.</summary>
/// <param name="Id">the pseudonym.</param>
/// <param name="Since">from when the days count.</param>
/// <param name="Asked">when they were asked, by day.</param>
/// <param name="Answers">what they answered, by day.</param>
public sealed record Watch(string Id, DateTimeOffset Since, ImmutableSortedDictionary<int, DateTimeOffset> Asked, ImmutableSortedDictionary<int, CheckIn> Answers) : IEntry
{
    /// <summary>After how many days they are asked.</summary>
    public static IReadOnlyList<int> Days { get; } = [30, 90, 180, 365];

    internal static Watch Opened(string party, DateTimeOffset since) =>
        new(party, since, ImmutableSortedDictionary<int, DateTimeOffset>.Empty, ImmutableSortedDictionary<int, CheckIn>.Empty);
}

/// <summary>What somebody answered who was asked about retaliation.</summary>
/// <param name="Answer">whether something was done.</param>
/// <param name="Acts">what, by R-code; may be empty.</param>
/// <param name="Event">the event of the answer.</param>
/// <param name="Time">when.</param>
public sealed record CheckIn(CheckInAnswer Answer, IReadOnlyList<ActCode> Acts, string Event, DateTimeOffset Time);
