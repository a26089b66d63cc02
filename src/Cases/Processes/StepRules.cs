using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Cases.State;

namespace Chorus.Cases.Processes;

/// <summary>What the steps of a process ask of an event, and when a step is done.</summary>
internal static class StepRules
{
    /// <summary>Why the steps of the processes of an event refuse it; null where they do not.</summary>
    internal static Refused? Refuses(Act act)
    {
        var about = act.Event.Allegations.Count > 0
            ? act.Event.Allegations.Select(a => act.State.Allegations[a]).ToArray()
            : [.. act.State.Allegations];
        var processes = about.Length > 0 ? about.Select(a => act.Rules.ProcessOf(act.State, a)).Distinct() : [act.Rules.Process(act.State.Opening!.Process)];
        foreach (var process in processes)
        {
            var under = about.Where(a => act.Rules.ProcessOf(act.State, a) == process).ToArray();
            foreach (var step in process.Steps.Where(s => s.Is(act.Event) && IsFor(s, act.Event)))
            {
                if ((Asked(step, act.Event) ?? Early(act, process, step, under)) is { } reason)
                {
                    return new(RefusedBy.Process, $"{process.Name}/{step.Id}", reason);
                }
            }
        }

        return null;
    }

    // A step that goes to the respondent is not the same event to the reporter.
    private static bool IsFor(Step step, CaseEvent taken) =>
        step.To.Count == 0 || taken.Recipients.Count == 0 || taken.Recipients.Any(person => step.To.Contains(Roles.OfParty(person)));

    private static string? Asked(Step step, CaseEvent taken)
    {
        if (!step.By.Contains(taken.Head.Actor.Role))
        {
            return $"{step.Event} is here for {string.Join(", ", step.By.Select(Code.Of))}.";
        }

        foreach (var (member, values) in step.Asks)
        {
            var value = taken.Head.Values.GetValueOrDefault(member);
            if (value is null || !(values.Contains(StepReader.Given) || values.Contains(value)))
            {
                return value is null ? $"\"{member}\" has to be given here." : $"\"{member}\" has to be {string.Join(" or ", values)} here.";
            }
        }

        return null;
    }

    private static string? Early(Act act, Process process, Step step, IReadOnlyList<Allegation> under)
    {
        foreach (var (before, allegation) in step.After.SelectMany(b => under.Select(a => (b, a))))
        {
            var needed = process.Step(before.Step)!;
            if (DoneAt(act, needed, allegation) is not { } done)
            {
                return $"It comes after \"{needed.Id}\" for {allegation.Id}: {needed.Does}";
            }

            if (before.Wait is { } wait && act.Windows.End(done, wait, needed.Id, allegation, process.Name) is { } end && act.Time < end)
            {
                return $"It comes {wait} after \"{needed.Id}\" for {allegation.Id}, from {end.InWords()} on.";
            }
        }

        return null;
    }

    private static DateTimeOffset? DoneAt(Act act, Step step, Allegation allegation)
    {
        var done = People(act.State, step, allegation).Select(person => DoneAt(act.State, act.Windows, step, allegation, person, null)).ToArray();
        // With nobody to whom it would go, such as no witness, there is nothing to wait for.
        return done.Length == 0 ? allegation.MadeAt : done.LatestOfAll();
    }

    /// <summary>Those to whom a step goes for an allegation; one null where it goes to nobody in particular.</summary>
    internal static IReadOnlyList<string?> People(CaseState state, Step step, Allegation? allegation)
    {
        if (step.To.Count == 0)
        {
            return [null];
        }

        // A witness to whom retaliation was done is the reporter of that allegation.
        return [.. step.To.SelectMany(role => role == Role.Witness || !step.EachAllegation || allegation is null
            ? state.Parties.Where(p => p.Role == role).Select(p => p.Id)
            : [role == Role.Reporter ? allegation.Reporter : allegation.Respondent])];
    }

    /// <summary>When a step was first taken for an allegation and a person, not before an instant; null where it was not.</summary>
    internal static DateTimeOffset? DoneAt(CaseState state, Windows windows, Step step, Allegation? allegation, string? person, DateTimeOffset? notBefore)
    {
        if (allegation is not null && step.Event == EvidenceShown.Kind)
        {
            return (person is null ? allegation.Sides : [person]).Select(side => windows.SeenSince(allegation, side)).LatestOfAll();
        }

        var since = allegation is not null && step.Event == NoticeSent.Kind && step.Which == Code.Of(Notice.Allegations) ? allegation.FormSince : notBefore;
        return state.Marks.FirstOrDefault(m => m.Kind == step.Event.Name
            && (step.Which is null || m.Which == step.Which)
            && (allegation is null || !step.EachAllegation || m.Allegation is null || m.Allegation == allegation.Id)
            && (person is null || m.Person == person)
            && (since is null || m.Time >= since))?.Time;
    }
}
