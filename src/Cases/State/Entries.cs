using System.Collections.Immutable;
using Chorus.Cases.Codes;

namespace Chorus.Cases.State;

/// <summary>How a case began.</summary>
/// <param name="Process">name of the process it is under.</param>
/// <param name="Version">the version of that process.</param>
/// <param name="Zone">IANA time zone in which its days are counted.</param>
/// <param name="Holidays">name of its holiday file.</param>
/// <param name="Jurisdiction">where it is: US-CA.</param>
/// <param name="Source">how it came to be.</param>
/// <param name="Time">when.</param>
public sealed record Opening(string Process, int Version, string Zone, string Holidays, string Jurisdiction, Source Source, DateTimeOffset Time)
{
    /// <summary>The process with its version: fair-process@1.</summary>
    public string ProcessId => $"{Process}@{Version}";
}

/// <summary>Somebody who is named in a case, or stands by them.</summary>
/// <param name="Id">the pseudonym.</param>
/// <param name="Role">reporter, respondent, witness, adviser.</param>
/// <param name="NamedAt">since when.</param>
/// <param name="For">whose adviser; null for others.</param>
public sealed record Party(string Id, Role Role, DateTimeOffset NamedAt, string? For = null) : IEntry;

/// <summary>A member of the organisation, as far as this case is concerned.</summary>
/// <param name="Id">staff-N.</param>
public sealed record StaffMember(string Id) : IEntry
{
    /// <summary>The parts to which the member is assigned now.</summary>
    public ImmutableHashSet<Role> Assigned { get; init; } = [];

    /// <summary>Whether the member was assigned as a neutral from outside.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>What the member declared towards each person named.</summary>
    public ImmutableDictionary<string, Conflict> Declared { get; init; } = ImmutableDictionary<string, Conflict>.Empty;

    /// <summary>Conflicts found by others or by the record, by person.</summary>
    public ImmutableDictionary<string, Conflict> Found { get; init; } = ImmutableDictionary<string, Conflict>.Empty;

    /// <summary>A conflict that keeps the member out, with whom; null where none is known.</summary>
    public (string Party, Conflict Conflict)? Conflicted =>
        Found.Concat(Declared).Where(c => c.Value != Conflict.None).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => ((string, Conflict)?)(c.Key, c.Value)).FirstOrDefault();
}

/// <summary>One act by one respondent towards one reporter.</summary>
/// <param name="Id">a1.</param>
/// <param name="Act">which act.</param>
/// <param name="Reporter">who says so: a reporter, or a witness where it is retaliation.</param>
/// <param name="Respondent">about whom.</param>
/// <param name="MadeAt">since when it is in the case.</param>
/// <param name="FormSince">since when it has its present form: notice counts from then on.</param>
/// <param name="Process">the process that it went on under; null for the case's own.</param>
public sealed record Allegation(string Id, ActCode Act, string Reporter, string Respondent, DateTimeOffset MadeAt, DateTimeOffset FormSince, string? Process = null) : IEntry
{
    /// <summary>Both sides, in this order: reporter, respondent.</summary>
    public IReadOnlyList<string> Sides => [Reporter, Respondent];
}

/// <summary>A piece of evidence.</summary>
/// <param name="Id">x1.</param>
/// <param name="Allegations">what it is about.</param>
/// <param name="From">who gave it.</param>
/// <param name="Holder">who holds it now.</param>
/// <param name="Custody">every step of its chain of custody.</param>
public sealed record Evidence(string Id, IReadOnlyList<string> Allegations, string From, string Holder, ImmutableList<Custody> Custody) : IEntry
{
    internal Evidence And(CustodyStep step, string person, DateTimeOffset time, string? holder = null) =>
        this with { Holder = holder ?? Holder, Custody = Custody.Add(new(step, person, time)) };
}

/// <summary>A step in the chain of custody.</summary>
/// <param name="Step">what was done.</param>
/// <param name="Person">from or to whom.</param>
/// <param name="Time">when.</param>
public sealed record Custody(CustodyStep Step, string Person, DateTimeOffset Time);

/// <summary>A measure that is in force or ended.</summary>
/// <param name="Id">m1.</param>
/// <param name="Kind">what is done.</param>
/// <param name="Purpose">why.</param>
/// <param name="FallsOn">whose life it changes.</param>
/// <param name="ReviewBy">when it is looked at again; null once it ended.</param>
public sealed record Measure(string Id, MeasureKind Kind, MeasurePurpose Purpose, string FallsOn, DateOnly? ReviewBy) : IEntry;

/// <summary>A finding, or a confirmed dismissal.</summary>
/// <param name="Id">the id of its event.</param>
/// <param name="Allegation">of which allegation.</param>
/// <param name="Process">under which process it was made, whose periods it has.</param>
/// <param name="Deciders">who made it: one, or the two of a dismissal.</param>
/// <param name="Time">when.</param>
/// <param name="Finding">the finding; null for a dismissal.</param>
/// <param name="Standard">the standard of proof; null for a dismissal.</param>
/// <param name="Ground">the ground of a dismissal; null for a finding.</param>
/// <param name="ContinuesUnder">the process under which a dismissed allegation goes on; null where it ends.</param>
public sealed record Decision(
    string Id, string Allegation, string Process, IReadOnlyList<string> Deciders, DateTimeOffset Time,
    FindingKind? Finding, StandardOfProof? Standard, DismissalGround? Ground, string? ContinuesUnder) : IEntry
{
    /// <summary>Whether an appeal or a review set it aside.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>Whether the allegation ends with it, once it is final.</summary>
    public bool Concludes => ContinuesUnder is null;
}

/// <summary>A dismissal that one person proposed.</summary>
/// <param name="Id">d1.</param>
/// <param name="Allegation">of which allegation.</param>
/// <param name="Ground">why.</param>
/// <param name="ProposedBy">by whom; another confirms it.</param>
/// <param name="ConfirmedBy">the event that confirmed it; null while it is a proposal.</param>
/// <param name="SameAs">the allegation of which it is a duplicate; null on any other ground.</param>
public sealed record Dismissal(string Id, string Allegation, DismissalGround Ground, string ProposedBy, string? ConfirmedBy, string? SameAs) : IEntry;

/// <summary>An appeal of one side against a decision.</summary>
/// <param name="Id">p1.</param>
/// <param name="Decision">the event of the decision.</param>
/// <param name="By">which side.</param>
/// <param name="Ground">on what.</param>
/// <param name="Event">the event that filed it, which its notice names.</param>
/// <param name="Time">when.</param>
/// <param name="Outcome">how it was decided; null while it is pending.</param>
public sealed record Appeal(string Id, string Decision, string By, AppealGround Ground, string Event, DateTimeOffset Time, AppealOutcome? Outcome = null) : IEntry;

/// <summary>What an institution changes.</summary>
/// <param name="Id">l1.</param>
/// <param name="Allegations">from what it learnt.</param>
/// <param name="Changes">what is changed, at least one.</param>
/// <param name="DoneBy">until when.</param>
/// <param name="Time">when it was written.</param>
public sealed record Lesson(string Id, IReadOnlyList<string> Allegations, IReadOnlyList<Change> Changes, DateOnly DoneBy, DateTimeOffset Time) : IEntry;
