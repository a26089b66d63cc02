using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class Presumption : Law
{
    private const int MostDays = 90;

    public override string Id => "presumption";

    public override string Sentence =>
        "The respondent is presumed not responsible until a finding is final: what is alleged is called alleged, no sanction comes before, and a measure in the meantime is no punishment and is looked at again within 90 days.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        SanctionDecided sanction => ForbidsSanction(act, sanction.Allegation),
        MeasureTaken measure => ForbidsEndless(act, measure.ReviewBy),
        MeasureReviewed { ReviewBy: { } day } => ForbidsEndless(act, day),
        _ => null,
    };

    private static string? ForbidsSanction(Act act, string allegation)
    {
        if (act.State.StandingDecision(allegation) is not { Finding: FindingKind.Substantiated } finding)
        {
            return $"{allegation} is not found to be substantiated.";
        }

        return act.Windows.WaitsFor(act.State, finding, act.Time) is { } wait ? $"The finding {finding.Id} is not final: it waits for {wait}." : null;
    }

    private static string? ForbidsEndless(Act act, DateOnly reviewBy)
    {
        var today = act.Rules.ClockOf(act.State).DayOf(act.Time);
        return reviewBy >= today && reviewBy <= today.AddDays(MostDays) ? null : $"A measure is looked at again within {MostDays} days: \"review-by\" has to be a day from {today:yyyy-MM-dd} to {today.AddDays(MostDays):yyyy-MM-dd}.";
    }
}
