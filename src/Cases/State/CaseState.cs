using System.Collections.Immutable;
using Chorus.Cases.Codes;
using Chorus.Cases.Events;

namespace Chorus.Cases.State;

/// <summary>
/// What a case is: a function of its accepted events and of nothing else. Which findings are final and what is due depends
/// on an instant besides: see <c>Finality</c> and <c>DutyList</c>.
/// </summary>
public sealed record CaseState
{
    private CaseState()
    {
    }

    /// <summary>Before the first event.</summary>
    public static CaseState Empty { get; } = new();

    /// <summary>How it began; null before the first event.</summary>
    public Opening? Opening { get; internal init; }

    /// <summary>Whether it is closed. It may be opened again.</summary>
    public bool IsClosed { get; internal init; }

    /// <summary>Every accepted event, in order. Nothing ever leaves it.</summary>
    public ImmutableList<CaseEvent> Log { get; internal init; } = [];

    /// <summary>Reporters, respondents, witnesses and their advisers.</summary>
    public Roll<Party> Parties { get; internal init; } = Roll<Party>.Empty;

    /// <summary>Members of the organisation who were assigned or spoke of conflicts.</summary>
    public Roll<StaffMember> Staff { get; internal init; } = Roll<StaffMember>.Empty;

    /// <summary>What is alleged, one act each.</summary>
    public Roll<Allegation> Allegations { get; internal init; } = Roll<Allegation>.Empty;

    /// <summary>Evidence with its chain of custody.</summary>
    public Roll<Evidence> Evidence { get; internal init; } = Roll<Evidence>.Empty;

    /// <summary>Supportive and interim measures.</summary>
    public Roll<Measure> Measures { get; internal init; } = Roll<Measure>.Empty;

    /// <summary>Findings and confirmed dismissals, by the id of their event.</summary>
    public Roll<Decision> Decisions { get; internal init; } = Roll<Decision>.Empty;

    /// <summary>Dismissals that one person proposed, by their id.</summary>
    public Roll<Dismissal> Dismissals { get; internal init; } = Roll<Dismissal>.Empty;

    /// <summary>Appeals.</summary>
    public Roll<Appeal> Appeals { get; internal init; } = Roll<Appeal>.Empty;

    /// <summary>Lessons.</summary>
    public Roll<Lesson> Lessons { get; internal init; } = Roll<Lesson>.Empty;

    /// <summary>Settlements and agreements to be silent. They close nothing.</summary>
    public Roll<SettlementMade> Settlements { get; internal init; } = Roll<SettlementMade>.Empty;

    /// <summary>What was signed for another employer.</summary>
    public Roll<StatementMade> Statements { get; internal init; } = Roll<StatementMade>.Empty;

    /// <summary>The watch on retaliation, by reporter and witness.</summary>
    public Roll<Watch> Watches { get; internal init; } = Roll<Watch>.Empty;

    /// <summary>Acts of people who turned out to be in conflict, by the id of the event, until another has reviewed them.</summary>
    public Roll<Review> Reviews { get; internal init; } = Roll<Review>.Empty;

    /// <summary>Words that a member is in conflict which nobody has decided yet, by the id of the event.</summary>
    public Roll<RaisedConflict> RaisedConflicts { get; internal init; } = Roll<RaisedConflict>.Empty;

    /// <summary>Words that a conflict which was found is none, which nobody has decided yet, by the id of the event.</summary>
    public Roll<DoubtedConflict> DoubtedConflicts { get; internal init; } = Roll<DoubtedConflict>.Empty;

    /// <summary>Who left, how and when. It closes nothing.</summary>
    public ImmutableList<Left> Departures { get; internal init; } = [];

    /// <summary>Which reporter withdrew what. It closes nothing.</summary>
    public ImmutableList<Withdrawn> Withdrawals { get; internal init; } = [];

    /// <summary>Longer periods.</summary>
    public ImmutableList<Extension> Extensions { get; internal init; } = [];

    /// <summary>What follows from final findings.</summary>
    public ImmutableList<Consequence> Consequences { get; internal init; } = [];

    /// <summary>Corrections, by the event that they correct.</summary>
    public ImmutableList<Correction> Corrections { get; internal init; } = [];

    /// <summary>Ids of sealed content that was destroyed. Their events stay.</summary>
    public ImmutableHashSet<string> Destroyed { get; internal init; } = [];

    /// <summary>Hash of every sealed content that was referred to, by its id.</summary>
    internal ImmutableDictionary<string, string> SealedContent { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Steps that were taken and count.</summary>
    internal ImmutableList<Mark> Marks { get; init; } = [];

    /// <summary>The accepted events by their id.</summary>
    internal ImmutableDictionary<string, CaseEvent> ById { get; init; } = ImmutableDictionary<string, CaseEvent>.Empty;

    /// <summary>The time of the last accepted event; null before the first.</summary>
    public DateTimeOffset? LastTime => Log.Count > 0 ? Log[^1].Head.Time : null;

    /// <summary>Everyone whom a case names, as far as a conflict can be with them: advisers are not.</summary>
    internal IEnumerable<Party> Named => Parties.Where(p => p.Role != Role.Adviser);

    /// <summary>The name of the process that an allegation is under now.</summary>
    internal string ProcessOf(Allegation allegation) => allegation.Process ?? Opening!.Process;

    /// <summary>The decision that stands for an allegation: its finding, or the dismissal that ends it; null while it is open.</summary>
    public Decision? StandingDecision(string allegation) => Decisions.LastOrDefault(d => d.Allegation == allegation && !d.IsSetAside && d.Concludes);

    /// <summary>The dismissal of its formal process that stands for an allegation, which goes on; null where there is none.</summary>
    public Decision? FormalDismissal(string allegation) => Decisions.LastOrDefault(d => d.Allegation == allegation && !d.IsSetAside && !d.Concludes);

    /// <summary>Allegations without a decision that stands, in order.</summary>
    public IEnumerable<Allegation> OpenAllegations => Allegations.Where(a => StandingDecision(a.Id) is null);

    /// <summary>Whether a lesson was written of an allegation since this decision of it.</summary>
    // By their order, since what was written in the same minute before it is learnt from the decision before.
    internal bool HasLesson(Decision decision) =>
        Log.SkipWhile(e => e.Head.Id != decision.Id).OfType<LessonWritten>().Any(l => l.About.Contains(decision.Allegation) && Lessons.Has(l.Lesson));

    /// <summary>Whether an event still counts: what somebody in conflict did does until another sets it aside.</summary>
    internal bool Counts(CaseEvent accepted) => Reviews.Find(accepted.Head.Id)?.Outcome != ReviewOutcome.SetAside;

    /// <summary>When the case was last reopened for a reason that can change what was decided; null where it was not.</summary>
    internal DateTimeOffset? DecisionsReopenedAt => Log.OfType<CaseReopened>().LastOrDefault(r => r.Because != ReopenedBecause.NewAllegation)?.Head.Time;

    /// <summary>With an accepted event behind it: its place in the log, and what it changes.</summary>
    internal CaseState After(CaseEvent accepted) =>
        // In the log first, since what changes can be about the event itself: somebody in conflict who names themselves did that too.
        accepted.Change(this with
        {
            Log = Log.Add(accepted),
            ById = ById.SetItem(accepted.Head.Id, accepted),
            Marks = Marks.AddRange(accepted.Marks),
            SealedContent = SealedContent.SetItems(accepted.Head.Sealed.Select(s => KeyValuePair.Create(s.Id, s.Hash))),
        });
}
