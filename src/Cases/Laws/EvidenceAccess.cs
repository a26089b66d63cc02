using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

internal sealed class EvidenceAccess : Law
{
    public override string Id => "evidence-access";

    public override string Sentence =>
        "Both sides see all evidence about an allegation, what speaks for it and what against, and have at least five days with it before it is decided.";

    internal override string? Forbids(Act act)
    {
        if (act.Event is not FindingMade finding)
        {
            return null;
        }

        var allegation = act.State.Allegations[finding.Allegation];
        foreach (var side in allegation.Sides.Where(side => act.Windows.SeenSince(allegation, side) is null))
        {
            return act.Windows.NotSeen(allegation, side) is { } piece
                ? $"{side} has not been shown {piece}, which is about {allegation.Id}."
                : $"{side} has not been shown the evidence about {allegation.Id}; show that there is none, if so.";
        }

        return act.Windows.EvidenceEnd(allegation) is { } end && act.Time < end ? $"The time to look at the evidence about {allegation.Id} ends {end.InWords()}." : null;
    }

    internal override IEnumerable<string> CheckProcess(Process process) => Floor.Check(Rights.EvidenceName, process.Rights.Evidence);
}
