using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>The questions of the watch on retaliation, and what an answer asks for. They stay when the case is closed.</summary>
internal static class WatchDuties
{
    internal static IEnumerable<Duty> Of(CaseState state, Rulebook rules)
    {
        var clock = rules.ClockOf(state);
        foreach (var watch in state.Watches)
        {
            var begun = clock.DayOf(watch.Since);
            foreach (var day in Watch.Days)
            {
                var on = begun.AddDays(day);
                yield return new($"retaliation/ask-{day}", $"Ask {watch.Id} whether something was done to them since they spoke (day {day}).", CheckInAsked.Kind.MayAct, watch.Id, null, clock.EndOf(on.AddDays(-1)))
                {
                    Due = clock.EndOf(on), Done = watch.Asked.TryGetValue(day, out var asked) ? asked : null,
                };
            }

            foreach (var (day, answer) in watch.Answers.Where(a => a.Value.Answer == CheckInAnswer.SomethingHappened))
            {
                yield return new($"retaliation/answer-{day}", $"Speak with {watch.Id} today: something was done to them. It can be an allegation of its own.", NoticeSent.Kind.MayAct, watch.Id, answer.Event, answer.Time)
                {
                    Due = clock.EndOf(clock.DayOf(answer.Time)), Done = Answered(state, watch.Id, answer.Time),
                };
            }
        }
    }

    private static DateTimeOffset? Answered(CaseState state, string person, DateTimeOffset since) => state.Log
        .FirstOrDefault(e => e.Head.Time >= since
            && (e is NoticeSent { Notice: Notice.Retaliation } notice && notice.To == person || e is AllegationMade made && made.Reporter == person && made.Act.IsRetaliation()))?.Head.Time;
}

/// <summary>Measures are looked at again by their day.</summary>
internal static class MeasureDuties
{
    internal static IEnumerable<Duty> Of(CaseState state, Rulebook rules) => state.Measures.Where(m => m.ReviewBy is not null).Select(m => new Duty(
        "presumption/review-measure", $"Look at {m.Id} again: whether it is still needed, and whom it burdens.", MeasureReviewed.Kind.MayAct, m.FallsOn, m.Id,
        state.Log.OfType<MeasureTaken>().First(t => t.Measure == m.Id).Head.Time)
    {
        Due = rules.ClockOf(state).EndOf(m.ReviewBy!.Value),
    });
}
