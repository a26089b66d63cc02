using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class TwoPeopleForDismissal : Law
{
    public override string Id => "two-people-for-dismissal";

    public override string Sentence =>
        "A dismissal needs a logged ground and two people: one proposes it, another confirms it, and either side can appeal.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        DismissalProposed proposed => Decided(act, proposed.Allegation),
        DismissalConfirmed confirmed => act.State.Dismissals[confirmed.Dismissal].ProposedBy == act.Actor.Pseudonym
            ? $"{act.Actor.Pseudonym} proposed {confirmed.Dismissal}; another has to confirm it."
            : Decided(act, confirmed.Allegation),
        _ => null,
    };

    private static string? Decided(Act act, string allegation) =>
        act.State.StandingDecision(allegation) is { } standing ? $"{allegation} is decided by {standing.Id}." : null;
}
