using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

public sealed class AppealTests
{
    [Fact]
    public void Both_sides_can_appeal_on_the_same_grounds_until_the_same_instant() => RandomCases.Hold(driver =>
    {
        if (driver.State.IsClosed)
        {
            return;
        }

        foreach (var decision in driver.State.Decisions.Where(d => !d.IsSetAside))
        {
            foreach (var (ground, days) in Code.All<AppealGround>().Select((g, n) => (g, n * 4)))
            {
                var answers = driver.State.Allegations[decision.Allegation].Sides
                    .Where(side => !driver.State.Appeals.Any(a => a.Decision == decision.Id && a.By == side))
                    .Select(side => Answer(driver.Ask(Appeal(side, decision, ground), driver.Now.AddDays(days))))
                    .Distinct();
                answers.Count().ShouldBeLessThanOrEqualTo(1);
            }
        }
    });

    [Fact]
    public void Nobody_decides_an_appeal_against_their_own_decision_and_the_other_side_was_told() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is AppealDecided))
        {
            var log = tried.Before.Log;
            var filed = log.OfType<AppealFiled>().Single(f => f.Appeal == ((AppealDecided)tried.Event).Appeal);
            var decision = tried.Before.ById[filed.Decision];
            decision.Head.Actor.Pseudonym.ShouldNotBe(tried.Event.Head.Actor.Pseudonym);
            if (decision is DismissalConfirmed confirmed)
            {
                log.OfType<DismissalProposed>().Last(p => p.Dismissal == confirmed.Dismissal).Head.Actor.Pseudonym.ShouldNotBe(tried.Event.Head.Actor.Pseudonym);
            }

            log.OfType<NoticeSent>().ShouldContain(n => n.Notice == Notice.Appeal && n.TellsOf == filed.Head.Id);
        }
    });

    [Fact]
    public void A_decision_stays_decided_until_it_is_set_aside() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted)
        {
            var after = ((Accepted)tried.Outcome).State;
            foreach (var was in tried.Before.Decisions)
            {
                var now = after.Decisions[was.Id];
                (now with { IsSetAside = was.IsSetAside }).ShouldBe(was);
                if (now.IsSetAside != was.IsSetAside)
                {
                    now.IsSetAside.ShouldBeTrue();
                    (tried.Event is AppealDecided or ActReviewed).ShouldBeTrue();
                }
            }
        }
    });

    private static string Answer(Outcome outcome) => outcome is Refused refused ? refused.Id : "accepted";

    // A witness whose retaliation is alleged is a side too.
    private static Proposal Appeal(string side, Decision decision, AppealGround ground) =>
        new(side, side[..side.IndexOf('-', StringComparison.Ordinal)], "appeal-filed", ("appeal", "p999"), ("decision", decision.Id), ("ground", Code.Of(ground)), ("content", Written.Sealed(999_999)));
}
