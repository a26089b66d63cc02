using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

internal sealed class TimeToAnswer : Law
{
    public override string Id => "time-to-answer";

    public override string Sentence =>
        "The respondent has time to answer after the notice, at least five days, and nothing is found before it is over, answered or not. Silence is no admission.";

    internal override string? Forbids(Act act) =>
        act.Event is FindingMade finding && act.Windows.AnswerEnd(act.State.Allegations[finding.Allegation]) is { } end && act.Time < end
            ? $"The time to answer to {finding.Allegation} ends {end.InWords()}."
            : null;

    internal override IEnumerable<string> CheckProcess(Process process) => Floor.Check(Rights.AnswerName, process.Rights.Answer);
}
