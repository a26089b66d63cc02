using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;

namespace Chorus.Cases.Processes;

/// <summary>A case begins under a process that is there, in a zone and by holidays that are known.</summary>
internal static class OpeningRule
{
    internal static Refused? Refuses(Act act, CaseOpened opened)
    {
        if (!act.Rules.Processes.TryGetValue(opened.ProcessName, out var process) || process.Version != opened.ProcessVersion)
        {
            return new(RefusedBy.Process, "process", process is null
                ? $"There is no process {opened.ProcessName} here; there are {string.Join(", ", act.Rules.Processes.Values.Select(p => p.Id))}."
                : $"The process {process.Name} is here in version {process.Version}, and the case is under version {opened.ProcessVersion}.");
        }

        if (process.Dismissals.FirstOrDefault(d => d.Under is not null && !act.Rules.Processes.ContainsKey(d.Under)) is { } under)
        {
            return new(RefusedBy.Process, "process", $"The process {process.Name} goes on under {under.Under}, which is not here.");
        }

        if (Zones.Find(opened.Zone) is null)
        {
            return new(RefusedBy.Calendar, "calendar", $"This machine knows no time zone {opened.Zone}: check its spelling, or install the machine's tzdata.");
        }

        return act.Rules.Holidays.ContainsKey(opened.Holidays) ? null
            : new(RefusedBy.Calendar, "calendar", $"There is no holiday file {opened.Holidays} here; there are {string.Join(", ", act.Rules.Holidays.Keys)}.");
    }
}
