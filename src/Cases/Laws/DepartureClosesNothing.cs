using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases.Laws;

internal sealed class DepartureClosesNothing : Law
{
    /// <summary>Grounds by which somebody left, withdrew or cannot be reached.</summary>
    internal static readonly DismissalGround[] Grounds = [DismissalGround.RespondentLeft, DismissalGround.ReporterAskedToWithdraw, DismissalGround.EvidenceOutOfReach];

    public override string Id => "departure-closes-nothing";

    public override string Sentence =>
        "A resignation, dismissal, transfer or death, a settlement, an agreement to be silent or a withdrawal is recorded and closes nothing. Where a law lets a formal process be dismissed then, the allegation goes on under the institution's own rules.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        DismissalProposed proposed when Grounds.Contains(proposed.Ground) && !act.ProcessOf(proposed.Allegation).Dismissals.Any(d => d.Ground == proposed.Ground) =>
            $"{Code.Of(proposed.Ground)} is no ground on which {act.ProcessOf(proposed.Allegation).Name} dismisses; find what the evidence shows, insufficient evidence included.",
        CaseClosed => Act.FirstOf(act.State.OpenAllegations, open => WhatHappened(act.State, open) is { } left ? $"{open.Id} has no finding; that {left} does not give it one." : null),
        _ => null,
    };

    private static string? WhatHappened(CaseState state, Allegation open) =>
        state.Departures.LastOrDefault(d => open.Sides.Contains(d.Party)) is { } departure ? $"{departure.Party} left ({Code.Of(departure.How)})"
        : state.Withdrawals.LastOrDefault(w => w.Allegations.Contains(open.Id)) is { } withdrawal ? $"{withdrawal.Reporter} withdrew"
        : state.Settlements.LastOrDefault(s => s.Between.Any(open.Sides.Contains)) is { } settlement ? $"{string.Join(" and ", settlement.Between)} settled ({settlement.Id})"
        : null;

    internal override IEnumerable<string> CheckProcess(Process process) => process.Dismissals
        .Where(d => Grounds.Contains(d.Ground) && (d.Under is null || d.Under == process.Name))
        .Select(d => $"dismissals has {Code.Of(d.Ground)}, which would end the allegation; say then: continues, and under: the name of another process");
}
