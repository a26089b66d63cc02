using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

internal sealed class FindingPerAllegation : Law
{
    /// <summary>Grounds that can end an allegation; every other ends a formal process at most.</summary>
    private static readonly DismissalGround[] s_ending = [DismissalGround.Duplicate, DismissalGround.OutsideInstitution];

    public override string Id => "finding-per-allegation";

    public override string Sentence =>
        "Every allegation ends in a finding of its own, with reasons and by the one standard of proof that its process applies in this case, or on a logged ground that can be appealed; a case is closed only when all of these are final.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        FindingMade finding => ForbidsFinding(act, finding),
        DismissalProposed proposed => Vanishes(act, proposed.Allegation, proposed.Ground, proposed.SameAs),
        DismissalConfirmed confirmed => act.State.Dismissals[confirmed.Dismissal] is var dismissal ? Vanishes(act, dismissal.Allegation, dismissal.Ground, dismissal.SameAs) : null,
        CaseClosed => ForbidsClosing(act),
        _ => null,
    };

    private static string? ForbidsFinding(Act act, FindingMade finding)
    {
        if (act.State.StandingDecision(finding.Allegation) is { } standing)
        {
            return $"{finding.Allegation} is decided by {standing.Id}; only an appeal or a review can set that aside.";
        }

        if (act.State.FormalDismissal(finding.Allegation) is { } formal && act.State.ProcessOf(act.State.Allegations[finding.Allegation]) == formal.Process)
        {
            return $"The formal process of {finding.Allegation} was dismissed ({formal.Id}): go on under {formal.ContinuesUnder} first (process-continued).";
        }

        // By process, since an allegation that goes on under another one cannot help what that one's standard is.
        var process = act.ProcessOf(finding.Allegation).Name;
        return act.State.Decisions.FirstOrDefault(d => !d.IsSetAside && d.Process == process && d.Standard is not null && d.Standard != finding.Standard) is { } other
            ? $"{other.Allegation} was decided by {Code.Of(other.Standard!.Value)} under {process}; the same process has one standard of proof in a case."
            : null;
    }

    // Two that are each dismissed as the same as the other would both be gone.
    private static string? Vanishes(Act act, string allegation, DismissalGround ground, string? sameAs)
    {
        if (sameAs is not null && act.State.StandingDecision(sameAs) is { Ground: DismissalGround.Duplicate } gone)
        {
            return $"{sameAs} was dismissed as a duplicate itself ({gone.Id}): name the allegation that goes on.";
        }

        return ground == DismissalGround.Duplicate && act.State.Dismissals.FirstOrDefault(d => d.SameAs == allegation && d.ConfirmedBy is { } by && !act.State.Decisions[by].IsSetAside) is { } relies
            ? $"{relies.Allegation} was dismissed since {allegation} is the same and goes on."
            : null;
    }

    private static string? ForbidsClosing(Act act)
    {
        if (act.State.Allegations.Count == 0)
        {
            return "Nothing is alleged yet. A report that is not to be looked into ends as an allegation that is dismissed on its ground.";
        }

        if (act.State.OpenAllegations.FirstOrDefault() is { } open)
        {
            return $"{open.Id} has neither a finding nor a ground on which it ended.";
        }

        return act.State.Decisions.Where(d => !d.IsSetAside)
            .Select(d => act.Windows.WaitsFor(act.State, d, act.Time) is { } wait ? $"The decision {d.Id} on {d.Allegation} is not final: it waits for {wait}." : null)
            .FirstOrDefault(s => s is not null);
    }

    internal override IEnumerable<string> CheckProcess(Process process) => process.Dismissals
        .Where(d => d.Under is null && !s_ending.Contains(d.Ground) && !DepartureClosesNothing.Grounds.Contains(d.Ground))
        .Select(d => $"dismissals has {Code.Of(d.Ground)} with then: ends; only {string.Join(" and ", s_ending.Select(Code.Of))} end an allegation, any other needs then: continues and under");
}
