using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record DismissalProposed(EventHead Head, string Dismissal, string Allegation, DismissalGround Ground, string? SameAs) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "dismissal-proposed", "One person proposes to dismiss an allegation, or its formal process, on a ground of the process.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var proposed = new DismissalProposed(
                m.Head,
                m.Need("dismissal", Names.Dismissal, "The number of the dismissal."),
                m.Allegation("Which allegation."),
                m.Code<DismissalGround>("ground", "On which ground."),
                m.May("same-as", Names.Allegation, "For the ground duplicate, and only for it: the allegation that is the same act, between the same two, and goes on."));
            m.Sealed("reasons", "Why.");
            return proposed;
        });

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) =>
        Presence.Taken(state.Dismissals, Dismissal)
        ?? state.WithoutAllegations(SameAs is null ? [Allegation] : [Allegation, SameAs])
        ?? (Ground == DismissalGround.Duplicate == SameAs is null ? "The ground duplicate names the allegation that goes on in \"same-as\", and no other ground has it." : null)
        ?? (SameAs is null ? null : NotTheSame(state.Allegations[Allegation], state.Allegations[SameAs]));

    private static string? NotTheSame(Allegation dismissed, Allegation other) =>
        dismissed.Id != other.Id && dismissed.Sides.SequenceEqual(other.Sides) ? null : $"{other.Id} is not another allegation between {dismissed.Reporter} and {dismissed.Respondent}.";

    internal override CaseState Change(CaseState state) =>
        state with { Dismissals = state.Dismissals.With(new(Dismissal, Allegation, Ground, Head.Actor.Pseudonym, null, SameAs)) };
}

/// <summary>What follows, its process says: the allegation ends, or goes on under another process. The rulebook has filled that in.</summary>
internal sealed record DismissalConfirmed(EventHead Head, string Dismissal, string Allegation) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "dismissal-confirmed", "Another person confirms a dismissal. Both sides are told and can appeal.",
        [Role.DecisionMaker],
        m =>
        {
            var confirmed = new DismissalConfirmed(m.Head, m.Need("dismissal", Names.Dismissal, "Which dismissal."), m.Allegation("The allegation that it was proposed for."));
            m.Sealed("reasons", "Why.");
            return confirmed;
        });

    /// <summary>The process under which the allegation goes on by its process file; null where it ends.</summary>
    internal string? ContinuesUnder { get; init; }

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) => state.Dismissals.Find(Dismissal) switch
    {
        null => $"There is no dismissal {Dismissal} in this case; propose it first.",
        { ConfirmedBy: not null } => $"{Dismissal} is confirmed already.",
        { } proposed when proposed.Allegation != Allegation => $"{Dismissal} is about {proposed.Allegation}.",
        _ => null,
    };

    internal override CaseState Change(CaseState state)
    {
        var dismissal = state.Dismissals[Dismissal];
        var process = state.ProcessOf(state.Allegations[Allegation]);
        return state with
        {
            Dismissals = state.Dismissals.With(dismissal with { ConfirmedBy = Head.Id }),
            Decisions = state.Decisions.With(new(
                Head.Id, Allegation, process, [dismissal.ProposedBy, Head.Actor.Pseudonym], Head.Time, null, null, dismissal.Ground, ContinuesUnder)),
        };
    }
}

internal sealed record ProcessContinued(EventHead Head, string Allegation, string Process) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "process-continued", "The formal process of an allegation was dismissed; it goes on under the institution's own rules. What was done counts on.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m => new ProcessContinued(
            m.Head,
            m.Allegation("Which allegation."),
            m.Need("process", Names.Process, "The process under which it goes on.")));

    /// <summary>The name of the process, without its version.</summary>
    internal string ProcessName => Process[..Process.IndexOf('@', StringComparison.Ordinal)];

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override IEnumerable<Mark> Marks => MarkEach(Allegations, []);

    internal override string? Missing(CaseState state) =>
        state.WithoutAllegations([Allegation])
        ?? (state.FormalDismissal(Allegation) is not { } dismissal ? $"The formal process of {Allegation} was not dismissed."
            : dismissal.ContinuesUnder != ProcessName ? $"{Allegation} goes on under {dismissal.ContinuesUnder}, as its process says."
            : state.ProcessOf(state.Allegations[Allegation]) == ProcessName ? $"{Allegation} goes on under {ProcessName} already."
            : null);

    internal override CaseState Change(CaseState state) =>
        state with { Allegations = state.Allegations.With(state.Allegations[Allegation] with { Process = ProcessName }) };
}
