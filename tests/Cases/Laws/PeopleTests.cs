using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Laws;

/// <summary>Who may act: roles, conflicts, confidentiality, the watch.</summary>
public sealed class PeopleTests
{
    [Fact]
    public void Nobody_in_conflict_acts_and_nobody_acts_who_has_not_declared() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event.Head.Actor.IsStaff && t.Event is not ConflictsDeclared))
        {
            var actor = tried.Event.Head.Actor.Pseudonym;
            Conflicts(tried.Before.Log, actor).ShouldBeEmpty();
            if (tried.Event is not (CaseOpened or PartyNamed or Assigned or ConflictRaised) && tried.Event.Head.Actor.Role != Role.Administrator)
            {
                var declared = tried.Before.Log.OfType<ConflictsDeclared>().Where(d => d.Head.Actor.Pseudonym == actor).SelectMany(d => d.About.Select(a => a.Party));
                tried.Before.Log.OfType<PartyNamed>().Select(p => p.Party).Except(declared).ShouldBeEmpty();
            }
        }
    });

    [Fact]
    public void A_conflict_that_turns_up_marks_all_that_the_member_did_and_takes_them_off() => RandomCases.Hold(driver =>
    {
        foreach (var member in driver.State.Staff.Where(s => s.Conflicted is not null))
        {
            member.Assigned.ShouldBeEmpty();
            driver.State.Log.Where(e => e.Head.Actor.Pseudonym == member.Id && e is not ConflictsDeclared).Select(e => e.Head.Id).Except(driver.State.Reviews.Select(r => r.Id)).ShouldBeEmpty();
        }
    });

    [Fact]
    public void Administrators_assign_and_auditors_do_nothing() => RandomCases.Hold(driver =>
    {
        foreach (var done in driver.Accepted.Select(t => t.Event))
        {
            done.Head.Actor.Role.ShouldNotBe(Role.Auditor);
            if (done.Head.Actor.Role == Role.Administrator)
            {
                (done is Assigned or Unassigned or ConflictsDeclared).ShouldBeTrue();
            }
        }
    });

    [Fact]
    public void Nobody_assigns_themselves_or_confirms_reviews_or_decides_their_own() => RandomCases.Hold(driver =>
    {
        foreach (var (done, before) in driver.Accepted.Select(t => (t.Event, t.Before)))
        {
            var actor = done.Head.Actor.Pseudonym;
            (done switch
            {
                Assigned assigned => assigned.Member,
                ConflictDecided decided => decided.Member,
                ActReviewed reviewed => before.ById[reviewed.Act].Head.Actor.Pseudonym,
                DismissalConfirmed confirmed => before.Dismissals[confirmed.Dismissal].ProposedBy,
                _ => null,
            }).ShouldNotBe(actor);
        }
    });

    [Fact]
    public void Who_somebody_is_goes_out_only_with_consent_or_after_they_were_told() => RandomCases.Hold(driver =>
    {
        foreach (var tried in driver.Accepted.Where(t => t.Event is IdentityDisclosed { Basis: DisclosureBasis.LegalDuty }))
        {
            tried.Before.Log.OfType<NoticeSent>().ShouldContain(n => n.Notice == Notice.IdentityDisclosure && n.To == ((IdentityDisclosed)tried.Event).Person);
        }
    });

    [Fact]
    public void Everyone_who_reported_or_witnessed_is_watched_over_and_asked_not_before_the_day_closed_or_not() => RandomCases.Hold(driver =>
    {
        var spoke = driver.State.Parties.Where(p => p.Role is Role.Reporter or Role.Witness).Select(p => p.Id).ToArray();
        driver.State.Watches.Select(w => w.Id).ShouldBe(spoke);
        var asked = Duties.DutyList.Of(driver.State, driver.Rules).Where(d => d.Id.StartsWith("retaliation/ask-", StringComparison.Ordinal)).ToArray();
        asked.Length.ShouldBe(spoke.Length * Watch.Days.Count);
        foreach (var (done, before) in driver.Accepted.Where(t => t.Event is CheckInAsked).Select(t => ((CheckInAsked)t.Event, t.Before)))
        {
            (Day(before, done.Head.Time) - Day(before, before.Parties[done.Person].NamedAt)).ShouldBeGreaterThanOrEqualTo(done.Day);
        }
    });

    // Days where the case is, not spans of 24 hours: where clocks went forward they are shorter by an hour.
    private static int Day(CaseState state, DateTimeOffset time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(state.Opening!.Zone)).DateTime).DayNumber;

    // Found is what the record says: by the software, by the member, or by two people; and lifted by two people again.
    private static HashSet<string> Conflicts(IReadOnlyList<CaseEvent> log, string member)
    {
        var (own, found, doubts) = (new HashSet<string>(), new HashSet<string>(), new List<(string Towards, string By)>());
        foreach (var e in log)
        {
            switch (e)
            {
                case ConflictsDeclared declared when declared.Head.Actor.Pseudonym == member:
                    own.UnionWith(declared.About.Where(a => a.Conflict != Conflict.None).Select(a => a.Party));
                    break;
                case PartyNamed named when named.Member == member && (named.Head.Actor.Role == Role.System || named.Head.Actor.Pseudonym == member):
                    found.Add(named.Party);
                    break;
                case ConflictDoubted doubted when doubted.Member == member:
                    doubts.Add((doubted.Towards, doubted.Head.Actor.Pseudonym));
                    break;
                case ConflictDecided decided when decided.Member == member && decided.Conflict != Conflict.None:
                    found.Add(decided.Towards);
                    doubts.RemoveAll(d => d.Towards == decided.Towards);
                    break;
                case ConflictDecided decided when decided.Member == member:
                    if (doubts.Any(d => d.Towards == decided.Towards && d.By != decided.Head.Actor.Pseudonym))
                    {
                        found.Remove(decided.Towards);
                    }

                    doubts.RemoveAll(d => d.Towards == decided.Towards);
                    break;
                default:
                    break;
            }
        }

        return [.. own, .. found];
    }
}
