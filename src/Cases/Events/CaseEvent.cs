using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>Who did something, and in which part.</summary>
/// <param name="Pseudonym">reporter-1, staff-12, system.</param>
/// <param name="Role">the part.</param>
public sealed record Actor(string Pseudonym, Role Role)
{
    /// <summary>Whether it is a member of an organisation.</summary>
    public bool IsStaff => Roles.Staff.Contains(Role);
}

/// <summary>What every event has.</summary>
/// <param name="Id">e and a number.</param>
/// <param name="Kind">what kind of event it is.</param>
/// <param name="Time">when it happened.</param>
/// <param name="Actor">who did it.</param>
/// <param name="Line">the event in its canonical form (docs/formats/case-events.md), which is what is hashed.</param>
/// <param name="Values">the simple members of its kind as they are spelt; <c>sealed</c> or <c>list</c> for the others. Process files ask for them.</param>
/// <param name="Sealed">all sealed content that it refers to.</param>
public sealed record EventHead(
    string Id, EventKind Kind, DateTimeOffset Time, Actor Actor, string Line,
    IReadOnlyDictionary<string, string> Values, IReadOnlyList<SealedReference> Sealed);

/// <summary>One thing that happened in a case. Each kind is a record of its own in this folder.</summary>
/// <param name="Head">what every event has.</param>
public abstract record CaseEvent(EventHead Head)
{
    /// <summary>The allegations that it is about; empty where it is about the case, or opens an allegation.</summary>
    public virtual IReadOnlyList<string> Allegations => [];

    /// <summary>What it counts for in the steps of a process.</summary>
    internal virtual IEnumerable<Mark> Marks => [];

    /// <summary>The people whom it goes to or takes in, for the steps that name them.</summary>
    internal virtual IReadOnlyList<string> Recipients => [];

    /// <summary>Which of its kind it is, for the steps that tell them apart: the notice, what a response is to, the level of a meeting.</summary>
    internal virtual string? Which => null;

    /// <summary>The rule of the record: an event speaks only of what is in its case. Null where it does.</summary>
    internal virtual string? Missing(CaseState state) => null;

    /// <summary>The state after it. Called only for an event that was accepted.</summary>
    internal abstract CaseState Change(CaseState state);

    /// <summary>A mark of this event for each allegation and recipient.</summary>
    private protected IEnumerable<Mark> MarkEach(IReadOnlyList<string> allegations, IReadOnlyList<string> people) =>
        from allegation in allegations.Count > 0 ? allegations.Select(a => (string?)a) : [null]
        from person in people.Count > 0 ? people.Select(p => (string?)p) : [null]
        select new Mark(Head.Kind.Name, Which, allegation, person, Head.Time, Head.Id);
}

/// <summary>That a step was taken: the trace which an event leaves for the rules of processes.</summary>
/// <param name="Kind">the kind of event.</param>
/// <param name="Which">which of its kind.</param>
/// <param name="Allegation">for which allegation; null for the case.</param>
/// <param name="Person">to whom; null for nobody in particular.</param>
/// <param name="Time">when.</param>
/// <param name="Event">by which event.</param>
internal sealed record Mark(string Kind, string? Which, string? Allegation, string? Person, DateTimeOffset Time, string Event);
