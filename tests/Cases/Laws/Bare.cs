using Chorus.Cases.Codes;
using Chorus.Cases.Events;

namespace Chorus.Cases.Tests.Laws;

/// <summary>What follows from a bare list of events, told without the state that is tested.</summary>
internal static class Bare
{
    internal static bool IsSetAside(IReadOnlyList<CaseEvent> log, CaseEvent act)
    {
        var appeals = log.OfType<AppealFiled>().Where(f => f.Decision == act.Head.Id).Select(f => f.Appeal).ToHashSet();
        return log.OfType<AppealDecided>().Any(d => appeals.Contains(d.Appeal) && d.Outcome == AppealOutcome.SetAside)
            || log.OfType<ActReviewed>().Any(r => r.Act == act.Head.Id && r.Outcome == ReviewOutcome.SetAside);
    }

    internal static IEnumerable<T> Standing<T>(IReadOnlyList<CaseEvent> log)
        where T : CaseEvent => log.OfType<T>().Where(e => !IsSetAside(log, e));

    /// <summary>The instant from which the present form of an allegation counts.</summary>
    internal static DateTimeOffset FormSince(IReadOnlyList<CaseEvent> log, string allegation) =>
        log.Where(e => e is AllegationMade m && m.Allegation == allegation || e is AllegationRecoded r && r.Allegation == allegation).Max(e => e.Head.Time);

    internal static AllegationMade Made(IReadOnlyList<CaseEvent> log, string allegation) => log.OfType<AllegationMade>().First(a => a.Allegation == allegation);
}
