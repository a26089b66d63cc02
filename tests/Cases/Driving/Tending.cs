using Chorus.Cases.Codes;
using Chorus.Cases.State;

namespace Chorus.Cases.Tests.Driving;

/// <summary>What somebody would do besides the steps of a case: reviews, raised conflicts, proposed dismissals, the watch.</summary>
internal static class Tending
{
    internal static IEnumerable<Proposal> Repairing(CaseDriver driver)
    {
        var state = driver.State;
        var deciders = state.Staff.Where(m => m.Assigned.Contains(Role.DecisionMaker)).Select(m => m.Id).ToArray();
        foreach (var (review, somebody) in state.Reviews.Where(r => r.Outcome is null).SelectMany(r => deciders.Select(d => (r, d))))
        {
            foreach (var outcome in new[] { review.Id.EndsWith('3') ? "set-aside" : "upheld", "upheld" })
            {
                yield return new(somebody, "decision-maker", "act-reviewed", ("act", review.Id), ("outcome", outcome), ("reasons", Written.Sealed(driver.Fresh)));
            }
        }

        foreach (var (dismissal, somebody) in state.Dismissals.Where(d => d.ConfirmedBy is null).SelectMany(d => deciders.Select(decider => (d, decider))))
        {
            yield return new(somebody, "decision-maker", "dismissal-confirmed", ("dismissal", dismissal.Id), ("allegation", dismissal.Allegation), ("reasons", Written.Sealed(driver.Fresh)));
        }

        foreach (var (raised, somebody) in state.RaisedConflicts.SelectMany(r => deciders.Select(d => (r, d))))
        {
            yield return new(somebody, "decision-maker", "conflict-decided",
                ("member", raised.Member), ("towards", raised.Towards ?? "respondent-1"), ("conflict", driver.Fresh % 4 == 0 ? "close-to" : "none"), ("reasons", Written.Sealed(driver.Fresh)));
        }

        foreach (var (doubted, somebody) in state.DoubtedConflicts.SelectMany(d => deciders.Select(by => (d, by))))
        {
            yield return new(somebody, "decision-maker", "conflict-decided",
                ("member", doubted.Member), ("towards", doubted.Towards), ("conflict", driver.Fresh % 4 == 0 ? "close-to" : "none"), ("reasons", Written.Sealed(driver.Fresh)));
        }

        foreach (var (member, towards, somebody) in state.Staff.Where(_ => driver.Fresh % 5 == 0).SelectMany(s => s.Found.Keys.SelectMany(towards => deciders.Select(d => (s.Id, towards, d)))))
        {
            if (!state.DoubtedConflicts.Any(d => d.Member == member && d.Towards == towards))
            {
                yield return new(somebody, "decision-maker", "conflict-doubted", ("member", member), ("towards", towards), ("reasons", Written.Sealed(driver.Fresh)));
            }
        }
    }

    /// <summary>A piece is copied, a measure is looked at again and ended, now and then.</summary>
    internal static IEnumerable<Proposal> Keeping(CaseDriver driver)
    {
        if (driver.Fresh % 9 != 0 || Progress.Someone(driver.State, Role.CaseOfficer) is not { } officer)
        {
            yield break;
        }

        foreach (var measure in driver.State.Measures.Where(m => m.ReviewBy is not null))
        {
            yield return new(officer, "case-officer", "measure-reviewed", ("measure", measure.Id), ("outcome", "ended"));
        }

        foreach (var piece in driver.State.Evidence.Where(x => x.Custody.Count < 2))
        {
            yield return new(officer, "case-officer", "evidence-copied", ("evidence", piece.Id), ("holder", officer));
        }
    }

    internal static IEnumerable<Proposal> Watching(CaseDriver driver)
    {
        foreach (var (watch, day) in driver.State.Watches.SelectMany(w => Watch.Days.Select(day => (w, day))))
        {
            if (!watch.Asked.TryGetValue(day, out var asked))
            {
                yield return new("system", "system", "check-in-asked", ("person", watch.Id), ("day", day));
            }
            else if (!watch.Answers.ContainsKey(day) && asked < driver.Now && driver.Fresh % 3 == 0)
            {
                yield return new(watch.Id, watch.Id[..watch.Id.IndexOf('-', StringComparison.Ordinal)], "check-in-answered", ("day", day), ("answer", day == 90 ? "something-happened" : "nothing-happened"));
            }
        }
    }
}
