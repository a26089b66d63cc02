using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;

namespace Chorus.Cases.Processes;

/// <summary>How cases are handled: a process file that was read and checked (docs/formats/case-process.md).</summary>
public sealed class Process
{
    /// <summary>The file's name without its ending: fair-process.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Name and version, as a case names its process: fair-process@1.</summary>
    public string Id => $"{Name}@{Version}";

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>One paragraph for people.</summary>
    public required string About { get; init; }

    /// <summary>What it follows, with the places.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The standards of proof that it knows.</summary>
    public required IReadOnlyList<StandardOfProof> Standards { get; init; }

    /// <summary>On what an appeal can be based, by either side.</summary>
    public required IReadOnlyList<AppealGround> AppealGrounds { get; init; }

    /// <summary>Whether who investigates does not decide.</summary>
    public required bool SeparateDecision { get; init; }

    /// <summary>Whether appeals are decided by somebody from outside.</summary>
    public required bool NeutralAppeal { get; init; }

    /// <summary>What to do with a period whose last day is not worked.</summary>
    public required LastDay LastDay { get; init; }

    /// <summary>The rights that take time.</summary>
    public required Rights Rights { get; init; }

    /// <summary>On what an allegation can be dismissed, and what follows.</summary>
    public required IReadOnlyList<DismissalRule> Dismissals { get; init; }

    /// <summary>The steps in their order.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The step of an id, or null.</summary>
    public Step? Step(string id) => Steps.FirstOrDefault(s => s.Id == id);
}

/// <summary>How long each right lasts. The same for both sides: there is one number for each.</summary>
/// <param name="Answer">for the respondent to answer, from the notice.</param>
/// <param name="Evidence">for both sides to look at the evidence, once all of it was shown.</param>
/// <param name="Appeal">to appeal, once both sides were told of the decision.</param>
/// <param name="AppealAnswer">for the other side to answer to an appeal, from the notice of it.</param>
/// <param name="Tell">within which both sides are told of a decision, an appeal or a longer period. A duty of the institution.</param>
public sealed record Rights(Period Answer, Period Evidence, Period Appeal, Period AppealAnswer, Period Tell)
{
    /// <summary>What events and files call them.</summary>
    internal const string AnswerName = "answer", EvidenceName = "evidence", AppealName = "appeal", AppealAnswerName = "appeal-answer";

    /// <summary>The names of those that can be made longer.</summary>
    internal static readonly string[] Names = [AnswerName, EvidenceName, AppealName, AppealAnswerName];
}

/// <summary>A ground of dismissal.</summary>
/// <param name="Ground">which.</param>
/// <param name="Under">the process under which the allegation goes on; null where it ends.</param>
public sealed record DismissalRule(DismissalGround Ground, string? Under);

/// <summary>A step of a process.</summary>
public sealed record Step
{
    /// <summary>Its id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>What is to do, a sentence.</summary>
    public required string Does { get; init; }

    /// <summary>The kind of event that takes it.</summary>
    public required EventKind Event { get; init; }

    /// <summary>Which of that kind; null for any.</summary>
    public required string? Which { get; init; }

    /// <summary>Whether it is taken for each allegation, or once for the case.</summary>
    public required bool EachAllegation { get; init; }

    /// <summary>To whom it goes or who takes part; empty for nobody in particular.</summary>
    public required IReadOnlyList<Role> To { get; init; }

    /// <summary>Who may take it.</summary>
    public required IReadOnlyList<Role> By { get; init; }

    /// <summary>What has to have happened before.</summary>
    public required IReadOnlyList<Before> After { get; init; }

    /// <summary>Within which time it has to be taken; null where there is no limit.</summary>
    public required Limit? Within { get; init; }

    /// <summary>Members of the event and the values that are taken.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Asks { get; init; }

    /// <summary>Whether an event is this step.</summary>
    internal bool Is(CaseEvent taken) => taken.Head.Kind == Event && (Which is null || Which == taken.Which);
}

/// <summary>A step that has to be done before another.</summary>
/// <param name="Step">its id.</param>
/// <param name="Wait">how long ago; null for no time.</param>
public sealed record Before(string Step, Period? Wait);

/// <summary>Within how long of which step.</summary>
public sealed record Limit(Period Period, string Of);
