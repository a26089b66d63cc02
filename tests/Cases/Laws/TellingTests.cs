using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Duties;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>What another employer is told, told again from the bare list of events.</summary>
public sealed class TellingTests
{
    [Fact]
    public void No_statement_has_a_finding_that_is_not_substantiated_or_not_final() => Hold((given, log, driver, tried) =>
    {
        if (given.Says != StatementKind.Findings)
        {
            return;
        }

        given.Acts.ShouldBe(given.RestsOn.Select(id => log.OfType<FindingMade>().Single(f => f.Head.Id == id).Allegation).Select(id => tried.Before.Allegations[id].Act));
        foreach (var finding in given.RestsOn.Select(id => log.OfType<FindingMade>().Single(f => f.Head.Id == id)))
        {
            finding.Finding.ShouldBe(FindingKind.Substantiated);
            Bare.IsSetAside(log, finding).ShouldBeFalse();
            var made = Bare.Made(log, finding.Allegation);
            made.Respondent.ShouldBe(given.Respondent);
            string[] sides = [made.Reporter, made.Respondent];
            sides.ShouldAllBe(side => log.OfType<NoticeSent>().Any(n => n.TellsOf == finding.Head.Id && n.To == side && n.Notice == Notice.Decision));
            var filed = log.OfType<AppealFiled>().Where(a => a.Decision == finding.Head.Id).Select(a => a.Appeal);
            filed.ShouldAllBe(appeal => log.OfType<AppealDecided>().Any(d => d.Appeal == appeal && d.Outcome == AppealOutcome.Stands));
            // Both had five days at least to appeal, from when the later of them was told.
            sides.Max(side => log.OfType<NoticeSent>().First(n => n.TellsOf == finding.Head.Id && n.To == side).Head.Time).AddDays(5).ShouldBeLessThanOrEqualTo(given.Head.Time);
            new Windows(tried.Before, driver.Rules).AppealEnd(tried.Before.Decisions[finding.Head.Id]).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(given.Head.Time);
        }
    });

    [Fact]
    public void A_departure_is_told_only_of_who_knew_of_something_that_is_still_undecided_and_of_whom_nothing_is_found() => Hold((given, log, _, _) =>
    {
        if (given.Says != StatementKind.Departure)
        {
            return;
        }

        var left = log.OfType<DepartureRecorded>().Single(d => d.Head.Id == given.RestsOn.ShouldHaveSingleItem());
        left.ShouldBe(log.OfType<DepartureRecorded>().First(d => d.Party == given.Respondent));
        given.Acts.ShouldBeEmpty();
        var first = log.OfType<StatementGiven>().Append(given).First(s => s.Says == StatementKind.Departure && s.RestsOn[0] == left.Head.Id);
        given.Until.ToDateTime(TimeOnly.MinValue).ShouldBeLessThanOrEqualTo(first.Head.Time.UtcDateTime.AddDays(91));
        left.How.ShouldNotBe(Departure.Died);
        var about = log.OfType<AllegationMade>().Where(a => a.Respondent == given.Respondent).Select(a => a.Allegation).ToArray();
        Bare.Standing<FindingMade>(log).ShouldNotContain(f => about.Contains(f.Allegation) && f.Finding == FindingKind.Substantiated);
        about.ShouldContain(a => log.TakeWhile(e => e != left).OfType<NoticeSent>().Any(n => n.Notice == Notice.Allegations && n.To == given.Respondent && n.About.Contains(a))
            && !Bare.Standing<FindingMade>(log).Any(f => f.Allegation == a));
    });

    [Fact]
    public void Whoever_is_spoken_of_is_owed_a_notice_and_what_no_longer_holds_is_to_be_withdrawn() => RandomCases.Hold(driver =>
    {
        var duties = DutyList.Of(driver.State, driver.Rules);
        foreach (var given in driver.State.Statements)
        {
            duties.ShouldContain(d => d.Id == "statement/tell" && d.To == given.Respondent && d.About == given.Event);
            // The one predicate: what the law would refuse now is to be withdrawn, and nothing else is.
            var tellable = new Tellable(driver.State, driver.Rules, driver.State.LastTime!.Value);
            var holds = given.RestsOn.All(id => tellable.WhyNoMore(given.Says, given.Respondent, id) is null);
            var withdraw = duties.SingleOrDefault(d => d.Id == "statement/withdraw" && d.About == given.Id);
            if (tellable.Today <= given.Until)
            {
                (withdraw is null).ShouldBe(holds, given.Id);
            }

            if (withdraw is not null)
            {
                withdraw.Done.ShouldBe(given.WithdrawnAt);
                withdraw.Since.ShouldBeGreaterThanOrEqualTo(given.Time);
            }
        }
    });

    [Fact]
    public void What_the_case_offers_to_tell_is_what_the_law_takes() => RandomCases.Hold(driver =>
    {
        if (Progress.Someone(driver.State, Role.CaseOfficer) is not { } officer)
        {
            return;
        }

        var tellable = new Tellable(driver.State, driver.Rules, driver.Now);
        foreach (var decision in driver.State.Decisions)
        {
            var respondent = driver.State.Allegations[decision.Allegation].Respondent;
            var outcome = driver.Ask(
                new(officer, "case-officer", "statement-given", ("statement", "t999"), ("respondent", respondent), ("says", "findings"), ("rests-on", Written.List(decision.Id)), ("acts", Written.List(Code.Of(driver.State.Allegations[decision.Allegation].Act))),
                    ("until", $"{driver.Now.UtcDateTime.AddDays(30):yyyy-MM-dd}"), ("digest", new string('7', 64)), ("content", Written.Sealed(driver.Fresh))),
                driver.Now);
            // What another law stops, an officer who is in conflict for instance, says nothing of this one.
            if (outcome is Refused { Id: not "statement" })
            {
                continue;
            }

            (outcome is Accepted).ShouldBe(tellable.Findings(respondent).Any(f => f.Event == decision.Id), decision.Id);
        }
    });

    private static void Hold(Action<StatementGiven, IReadOnlyList<CaseEvent>, CaseDriver, Tried> law) => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is StatementGiven))
        {
            law((StatementGiven)tried.Event, tried.Before.Log, driver, tried);
        }
    });
}
