using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record AppealFiled(EventHead Head, string Appeal, string Decision, AppealGround Ground) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "appeal-filed", "A side appeals against a finding or a dismissal.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser],
        m =>
        {
            var filed = new AppealFiled(
                m.Head,
                m.Need("appeal", Names.Appeal, "The number of the appeal."),
                m.Need("decision", Names.Event, "The event of the finding or of the confirmed dismissal."),
                m.Code<AppealGround>("ground", "On what it is based."));
            m.Sealed("content", "The appeal.");
            return filed;
        });

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override string? Missing(CaseState state)
    {
        if ((Presence.Taken(state.Appeals, Appeal) ?? (state.Decisions.Has(Decision) ? null : $"{Decision} is no finding and no dismissal.")) is { } absent)
        {
            return absent;
        }

        var side = state.SpokenFor(Head.Actor);
        var decision = state.Decisions[Decision];
        return (decision.IsSetAside ? $"{Decision} was set aside already." : null)
            ?? (state.Allegations[decision.Allegation].Sides.Contains(side) ? null : $"{Head.Actor.Pseudonym} speaks for no side of {decision.Allegation}.")
            ?? (state.Appeals.Any(a => a.Decision == Decision && a.By == side && !(state.DecisionsReopenedAt > a.Time && a.Outcome is not null)) ? $"{side} has appealed against {Decision} already." : null);
    }

    internal override CaseState Change(CaseState state) => state with
    {
        Appeals = state.Appeals.With(new(Appeal, Decision, state.SpokenFor(Head.Actor)!, Ground, Head.Id, Head.Time)),
    };
}

internal sealed record AppealAnswered(EventHead Head, string Appeal) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "appeal-answered", "The other side answered to an appeal.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser],
        m =>
        {
            var answered = new AppealAnswered(m.Head, m.Need("appeal", Names.Appeal, "Which appeal."));
            m.Sealed("content", "The answer.");
            return answered;
        });

    internal override string? Missing(CaseState state)
    {
        if (state.Appeals.Find(Appeal) is not { } appeal)
        {
            return $"There is no appeal {Appeal} in this case.";
        }

        var side = state.SpokenFor(Head.Actor);
        return (appeal.Outcome is not null ? $"{Appeal} is decided." : null)
            ?? (side == appeal.By || !state.Allegations[state.Decisions[appeal.Decision].Allegation].Sides.Contains(side) ? $"{Head.Actor.Pseudonym} does not speak for the other side of {Appeal}." : null);
    }

    internal override CaseState Change(CaseState state) => state;
}

internal sealed record AppealDecided(EventHead Head, string Appeal, AppealOutcome Outcome) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "appeal-decided", "Somebody else than decided first decides an appeal.",
        [Role.DecisionMaker],
        m =>
        {
            var decided = new AppealDecided(m.Head, m.Need("appeal", Names.Appeal, "Which appeal."), m.Code<AppealOutcome>("outcome", "What becomes of the decision."));
            m.Sealed("reasons", "Why.");
            return decided;
        });

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override string? Missing(CaseState state) => state.Appeals.Find(Appeal) switch
    {
        null => $"There is no appeal {Appeal} in this case.",
        { Outcome: not null } => $"{Appeal} is decided already.",
        { } appeal => state.Decisions[appeal.Decision].IsSetAside ? $"{appeal.Decision} was set aside already; there is nothing left to decide." : null,
    };

    internal override CaseState Change(CaseState state)
    {
        var appeal = state.Appeals[Appeal];
        var decided = state with { Appeals = state.Appeals.With(appeal with { Outcome = Outcome }) };
        return Outcome == AppealOutcome.SetAside ? decided.WithDecisionSetAside(appeal.Decision) : decided;
    }
}
