using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>Notice, answer, evidence and presumption, told again from the bare list of events.</summary>
public sealed class FairnessTests
{
    private static readonly TimeSpan s_floor = TimeSpan.FromDays(5);

    [Fact]
    public void Nothing_is_found_of_which_a_side_has_no_notice_as_it_is_alleged_now() => RandomCases.Hold(driver =>
    {
        foreach (var (finding, log) in Findings(driver))
        {
            foreach (var side in Sides(log, finding.Allegation))
            {
                Notices(log, finding.Allegation, side).ShouldNotBeEmpty();
            }
        }
    });

    [Fact]
    public void Nothing_is_found_within_five_days_of_the_notice_to_the_respondent() => RandomCases.Hold(driver =>
    {
        foreach (var (finding, log) in Findings(driver))
        {
            (finding.Head.Time - Notices(log, finding.Allegation, Bare.Made(log, finding.Allegation).Respondent).First().Head.Time).ShouldBeGreaterThanOrEqualTo(s_floor);
        }
    });

    [Fact]
    public void Nothing_is_found_before_both_sides_had_all_evidence_for_five_days() => RandomCases.Hold(driver =>
    {
        foreach (var (finding, log) in Findings(driver))
        {
            var pieces = log.OfType<EvidenceReceived>().Where(e => e.About.Contains(finding.Allegation)).Select(e => e.Evidence)
                .Concat(log.OfType<InterviewHeld>().Where(i => i.About.Contains(finding.Allegation)).Select(i => i.Evidence));
            foreach (var side in Sides(log, finding.Allegation))
            {
                var shown = Bare.Standing<EvidenceShown>(log).Where(e => e.To == side && finding.Head.Time - e.Head.Time >= s_floor).ToArray();
                shown.ShouldNotBeEmpty();
                pieces.Except(shown.SelectMany(e => e.Pieces)).ShouldBeEmpty();
            }
        }
    });

    [Fact]
    public void No_sanction_comes_before_a_substantiated_finding_is_final() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is SanctionDecided))
        {
            var log = tried.Before.Log;
            var finding = Bare.Standing<FindingMade>(log).Single(f => f.Allegation == ((SanctionDecided)tried.Event).Allegation);
            finding.Finding.ShouldBe(FindingKind.Substantiated);
            // Others may have been told as well.
            Sides(log, finding.Allegation).Except(log.OfType<NoticeSent>().Where(n => n.TellsOf == finding.Head.Id && n.Notice == Notice.Decision).Select(n => n.To)).ShouldBeEmpty();
            (tried.Event.Head.Time - finding.Head.Time).ShouldBeGreaterThanOrEqualTo(s_floor);
        }
    });

    [Fact]
    public void An_allegation_is_called_alleged_until_its_decision_is_final() => RandomCases.Hold(driver =>
    {
        foreach (var allegation in driver.State.Allegations)
        {
            var standing = Standing.Of(driver.State, driver.Rules, allegation.Id, driver.Now);
            standing.Words.StartsWith("alleged", StringComparison.Ordinal).ShouldBe(!standing.IsFinal);
            if (standing.IsFinal)
            {
                (driver.Now - driver.State.StandingDecision(allegation.Id)!.Time).ShouldBeGreaterThanOrEqualTo(s_floor);
            }
        }
    });

    [Fact]
    public void A_measure_falls_on_nobody_who_spoke_without_their_agreement_and_is_looked_at_again() => RandomCases.Hold(driver =>
    {
        foreach (var measure in driver.Accepted.Select(t => t.Event).OfType<MeasureTaken>())
        {
            (measure.Agreed || measure.FallsOn.StartsWith("respondent", StringComparison.Ordinal)).ShouldBeTrue();
            (measure.ReviewBy.ToDateTime(TimeOnly.MinValue) - measure.Head.Time.UtcDateTime).ShouldBeLessThan(TimeSpan.FromDays(92));
        }
    });

    private static IEnumerable<(FindingMade Finding, IReadOnlyList<CaseEvent> Log)> Findings(CaseDriver driver) =>
        driver.Accepted.Where(t => t.Event is FindingMade).Select(t => ((FindingMade)t.Event, (IReadOnlyList<CaseEvent>)t.Before.Log));

    private static string[] Sides(IReadOnlyList<CaseEvent> log, string allegation) => [Bare.Made(log, allegation).Reporter, Bare.Made(log, allegation).Respondent];

    private static IEnumerable<NoticeSent> Notices(IReadOnlyList<CaseEvent> log, string allegation, string side) => Bare.Standing<NoticeSent>(log)
        .Where(n => n.Notice == Notice.Allegations && n.To == side && n.About.Contains(allegation) && n.Head.Time >= Bare.FormSince(log, allegation));
}
