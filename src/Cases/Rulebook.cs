using Chorus.Cases.Deadlines;
using Chorus.Cases.Duties;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases;

/// <summary>
/// The rules of cases: laws in code, processes and holidays as data. It is pure: the same state and event give the same
/// outcome, on any machine and any day.
/// </summary>
/// <param name="processes">by their names.</param>
/// <param name="holidays">by their names.</param>
public sealed class Rulebook(IReadOnlyDictionary<string, Process> processes, IReadOnlyDictionary<string, HolidayFile> holidays)
{
    /// <summary>With the processes and holidays that are built in.</summary>
    public static Rulebook BuiltIn => field ??= new(BuiltInFiles.Processes, BuiltInFiles.Holidays);

    /// <summary>The processes by their names.</summary>
    public IReadOnlyDictionary<string, Process> Processes => processes;

    /// <summary>The holiday files by their names.</summary>
    public IReadOnlyDictionary<string, HolidayFile> Holidays => holidays;

    /// <summary>With a process more, or instead of the one of its name.</summary>
    public Rulebook With(Process process) => new(new Dictionary<string, Process>(processes) { [process.Name] = process }, holidays);

    /// <summary>With a holiday file more, or instead of the one of its name.</summary>
    public Rulebook With(HolidayFile file) => new(processes, new Dictionary<string, HolidayFile>(holidays) { [file.Name] = file });

    /// <summary>Judges an event and, if nothing refuses it, adds it to the case.</summary>
    /// <param name="state">what the accepted events before it made; not changed.</param>
    /// <param name="event">the event.</param>
    public Outcome Apply(CaseState state, CaseEvent @event)
    {
        try
        {
            if (Judge(new(state, @event, this)) is { } refused)
            {
                return refused;
            }

            var after = state.After(Completed(state, @event));
            return new Accepted(after, new(() => DutyList.Following(state, after, this)));
        }
        catch (NotCoveredException e)
        {
            return new Refused(RefusedBy.Calendar, "calendar", e.Message);
        }
    }

    private static Refused? Judge(Act act)
    {
        foreach (var law in LawBook.All.Where(law => law.ComesFirst))
        {
            if (law.Forbids(act) is { } reason)
            {
                return new(RefusedBy.Law, law.Id, reason);
            }
        }

        if (act.Event.Missing(act.State) is { } missing)
        {
            return new(RefusedBy.Record, "record", missing);
        }

        // The other laws count days, so a case that begins in no zone or under no process is refused before them.
        if (act.Event is CaseOpened opened)
        {
            return OpeningRule.Refuses(act, opened);
        }

        foreach (var law in LawBook.All.Where(law => !law.ComesFirst))
        {
            if (law.Forbids(act) is { } reason)
            {
                return new(RefusedBy.Law, law.Id, reason);
            }
        }

        return ProcessRules.Refuses(act) ?? StepRules.Refuses(act);
    }

    // What follows from a dismissal stands in the process file and not in the event; the state keeps it with the event.
    private CaseEvent Completed(CaseState state, CaseEvent @event) => @event is DismissalConfirmed confirmed
        ? confirmed with { ContinuesUnder = ProcessRules.RuleOf(ProcessOf(state, state.Allegations[confirmed.Allegation]), state.Dismissals[confirmed.Dismissal].Ground)!.Under }
        : @event;

    /// <summary>The process of a name, which has to be there.</summary>
    internal Process Process(string name) => processes[name];

    /// <summary>The process that an allegation is under now.</summary>
    internal Process ProcessOf(CaseState state, Allegation allegation) => processes[state.ProcessOf(allegation)];

    /// <summary>The clock of an open case.</summary>
    internal CaseClock ClockOf(CaseState state) => new(Zones.Find(state.Opening!.Zone)!, holidays[state.Opening.Holidays]);
}
