using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases.Duties;

/// <summary>What the steps of processes ask to be done within a time.</summary>
internal static class StepDuties
{
    internal static IEnumerable<Duty> Of(CaseState state, Rulebook rules, Windows windows)
    {
        var byProcess = state.Allegations.GroupBy(a => rules.ProcessOf(state, a)).ToDictionary(g => g.Key, g => g.ToArray());
        byProcess.TryAdd(rules.Process(state.Opening!.Process), []);
        foreach (var (process, allegations) in byProcess)
        {
            foreach (var step in process.Steps.Where(s => s.Within is not null))
            {
                var subjects = step.EachAllegation ? allegations.Cast<Allegation?>() : process.Name == state.Opening.Process ? [null] : [];
                foreach (var duty in subjects.SelectMany(a => Of(state, rules, windows, process, step, a)))
                {
                    yield return duty;
                }
            }
        }
    }

    private static IEnumerable<Duty> Of(CaseState state, Rulebook rules, Windows windows, Process process, Step step, Allegation? allegation)
    {
        if (Start(state, windows, process, step, allegation) is not { } start)
        {
            yield break;
        }

        foreach (var person in StepRules.People(state, step, allegation))
        {
            // What was decided before it was done is owed no more: an interview after a finding helps nobody.
            var done = StepRules.DoneAt(state, windows, step, allegation, person, start)
                ?? (allegation is not null && step.Event != NoticeSent.Kind && state.StandingDecision(allegation.Id) is { } decision ? decision.Time : (DateTimeOffset?)null)
                ?? Spared(state, step, allegation, person);
            yield return new Duty($"{process.Name}/{step.Id}", step.Does, step.By, person, allegation?.Id, start) { Done = done }
                .DueBy(() => allegation is null ? rules.ClockOf(state).EndOf(start, step.Within!.Period, process.LastDay) : windows.End(start, step.Within!.Period, step.Id, allegation, process.Name));
        }
    }

    // Whoever withdrew is still told and shown everything, and nobody is to hear them against their will.
    private static DateTimeOffset? Spared(CaseState state, Step step, Allegation? allegation, string? person) =>
        allegation is null || step.Event == NoticeSent.Kind || step.Event == EvidenceShown.Kind ? (DateTimeOffset?)null
            : state.Withdrawals.FirstOrDefault(w => w.Reporter == person && w.Allegations.Contains(allegation.Id))?.Time;

    private static DateTimeOffset? Start(CaseState state, Windows windows, Process process, Step step, Allegation? allegation)
    {
        var of = process.Step(step.Within!.Of)!;
        var start = StepRules.People(state, of, allegation).Select(person => StepRules.DoneAt(state, windows, of, allegation, person, null)).LatestOfAll();
        // An allegation that got another form is told anew, within the same time.
        return start is { } begun && allegation is not null && step.Event == NoticeSent.Kind && allegation.FormSince > begun && of.Event == AllegationMade.Kind ? allegation.FormSince : start;
    }
}
