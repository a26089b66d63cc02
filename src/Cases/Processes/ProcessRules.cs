using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;

namespace Chorus.Cases.Processes;

/// <summary>What a process file says besides its steps.</summary>
internal static class ProcessRules
{
    private const int MostExtendedDays = 90;

    /// <summary>Why the process of an event refuses it; null where it does not.</summary>
    internal static Refused? Refuses(Act act) => act.Event switch
    {
        FindingMade finding => RefusesFinding(act, finding),
        DismissalProposed proposed => RefusesGround(act.ProcessOf(proposed.Allegation), proposed.Ground),
        DismissalConfirmed confirmed => RefusesGround(act.ProcessOf(confirmed.Allegation), act.State.Dismissals[confirmed.Dismissal].Ground),
        ProcessContinued continued => RefusesContinuing(act, continued),
        AppealDecided decided => RefusesAppeal(act, decided),
        ExtensionGranted extension => RefusesExtension(act, extension),
        _ => null,
    };

    /// <summary>What a process says of a ground of dismissal; null where it does not know it.</summary>
    internal static DismissalRule? RuleOf(Process process, DismissalGround ground) => process.Dismissals.FirstOrDefault(d => d.Ground == ground);

    private static Refused? RefusesFinding(Act act, FindingMade finding)
    {
        var process = act.ProcessOf(finding.Allegation);
        if (!process.Standards.Contains(finding.Standard))
        {
            return Of(process, "standards", $"It decides by {string.Join(" or ", process.Standards.Select(Code.Of))}.");
        }

        return process.SeparateDecision && act.State.Log.Any(e => e.Head.Actor.Role == Role.CaseOfficer && e.Head.Actor.Pseudonym == act.Actor.Pseudonym)
            ? Of(process, "separate-decision", $"{act.Actor.Pseudonym} acted as case officer; somebody else decides.")
            : null;
    }

    private static Refused? RefusesGround(Process process, DismissalGround ground) => RuleOf(process, ground) is not null ? null
        : Of(process, "dismissals", process.Dismissals.Count == 0
            ? "It dismisses nothing."
            : $"{Code.Of(ground)} is not among its grounds: {string.Join(", ", process.Dismissals.Select(d => Code.Of(d.Ground)))}.");

    private static Refused? RefusesContinuing(Act act, ProcessContinued continued) =>
        act.Rules.Process(continued.ProcessName) is var process && process.Id == continued.Process ? null
            : Of(process, "version", $"The process {process.Name} is here in version {process.Version}.");

    private static Refused? RefusesAppeal(Act act, AppealDecided decided)
    {
        var process = act.Rules.Process(act.State.Decisions[act.State.Appeals[decided.Appeal].Decision].Process);
        return process.NeutralAppeal && !act.State.Staff[act.Actor.Pseudonym].IsNeutral
            ? Of(process, "appeal-by", $"An appeal is decided by a neutral from outside, and {act.Actor.Pseudonym} was not assigned as one.")
            : null;
    }

    private static Refused? RefusesExtension(Act act, ExtensionGranted extension)
    {
        foreach (var allegation in extension.About)
        {
            var process = act.ProcessOf(allegation);
            if (!Rights.Names.Contains(extension.Period) && process.Step(extension.Period)?.Within is null)
            {
                var known = Rights.Names.Concat(process.Steps.Where(s => s.Within is not null).Select(s => s.Id));
                return Of(process, "periods", $"It has no period {extension.Period}; it has {string.Join(", ", known)}.");
            }
        }

        // Without an end a longer period could keep a decision from ever being final.
        return act.Rules.ClockOf(act.State).DayOf(act.Time) is var today && (extension.Until <= today || extension.Until > today.AddDays(MostExtendedDays))
            ? new(RefusedBy.Record, "record", $"\"until\" has to be a day from {today.AddDays(1):yyyy-MM-dd} to {today.AddDays(MostExtendedDays):yyyy-MM-dd}; more takes another event, and another cause.")
            : null;
    }

    private static Refused Of(Process process, string place, string reason) => new(RefusedBy.Process, $"{process.Name}/{place}", reason);
}
