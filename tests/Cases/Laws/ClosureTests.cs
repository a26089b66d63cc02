using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>What has to have happened before a case is closed, told again from the bare list of events.</summary>
public sealed class ClosureTests
{
    [Fact]
    public void No_case_is_closed_in_which_an_allegation_lacks_a_final_finding_or_a_dismissal_by_two() => RandomCases.Hold(driver =>
    {
        foreach (var closing in Closings(driver))
        {
            foreach (var made in closing.Before.Log.OfType<AllegationMade>())
            {
                var log = closing.Before.Log;
                var ended = log.Where(e => Ends(e, made.Allegation) && !Bare.IsSetAside(log, e)).ToArray();
                ended.Length.ShouldBe(1, made.Allegation);
                foreach (var side in new[] { made.Reporter, made.Respondent })
                {
                    var told = log.OfType<NoticeSent>().First(n => n.Notice == Notice.Decision && n.TellsOf == ended[0].Head.Id && n.To == side);
                    (closing.Event.Head.Time - told.Head.Time).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(5));
                }

                if (ended[0] is DismissalConfirmed confirmed)
                {
                    log.OfType<DismissalProposed>().Last(p => p.Dismissal == confirmed.Dismissal).Head.Actor.Pseudonym.ShouldNotBe(confirmed.Head.Actor.Pseudonym);
                }
            }

            closing.Before.Log.OfType<AllegationMade>().ShouldNotBeEmpty();
        }
    });

    [Fact]
    public void No_case_is_closed_while_an_appeal_is_pending() => RandomCases.Hold(driver =>
    {
        foreach (var log in Closings(driver).Select(c => c.Before.Log))
        {
            log.OfType<AppealFiled>()
                .Where(filed => !log.OfType<AppealDecided>().Any(d => d.Appeal == filed.Appeal) && !Bare.IsSetAside(log, log.First(e => e.Head.Id == filed.Decision)))
                .ShouldBeEmpty();
        }
    });

    [Fact]
    public void No_case_is_closed_without_a_lesson_from_each_allegation_after_it_was_decided() => RandomCases.Hold(driver =>
    {
        foreach (var log in Closings(driver).Select(c => c.Before.Log))
        {
            foreach (var made in log.OfType<AllegationMade>())
            {
                var ended = log.FindLastIndex(e => Ends(e, made.Allegation) && !Bare.IsSetAside(log, e));
                log.Skip(ended).OfType<LessonWritten>().ShouldContain(l => l.About.Contains(made.Allegation));
            }
        }
    });

    [Fact]
    public void No_case_is_closed_while_an_act_of_somebody_in_conflict_waits_for_another() => RandomCases.Hold(driver =>
    {
        foreach (var before in Closings(driver).Select(c => c.Before))
        {
            var conflicted = before.Staff.Where(s => s.Conflicted is not null).Select(s => s.Id).ToHashSet();
            var reviewed = before.Log.OfType<ActReviewed>().Select(r => r.Act).ToHashSet();
            before.Log.Where(e => conflicted.Contains(e.Head.Actor.Pseudonym) && e is not ConflictsDeclared && !reviewed.Contains(e.Head.Id)).ShouldBeEmpty();
        }
    });

    private static IEnumerable<Tried> Closings(CaseDriver driver) => driver.Accepted.Where(t => t.Event is CaseClosed);

    private static bool Ends(CaseEvent e, string allegation) =>
        (e is FindingMade finding && finding.Allegation == allegation) || (e is DismissalConfirmed { ContinuesUnder: null } dismissal && dismissal.Allegation == allegation);
}
