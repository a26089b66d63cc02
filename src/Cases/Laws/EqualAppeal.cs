using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

internal sealed class EqualAppeal : Law
{
    private static readonly AppealGround[] s_least = [AppealGround.ProceduralIrregularity, AppealGround.NewEvidence, AppealGround.ConflictOrBias];

    public override string Id => "equal-appeal";

    public override string Sentence =>
        "Both sides can appeal, on the same grounds and until the same instant, which is counted from when the later of them was told; the other side is told and heard, and somebody else than decided first decides.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        AppealFiled filed => ForbidsFiling(act, filed),
        AppealDecided decided => ForbidsDeciding(act, decided),
        FindingMade finding => ForbidsFindingAnew(act, finding),
        _ => null,
    };

    private static string? ForbidsFiling(Act act, AppealFiled filed)
    {
        var decision = act.State.Decisions[filed.Decision];
        var grounds = act.Rules.Process(decision.Process).AppealGrounds;
        if (!grounds.Contains(filed.Ground))
        {
            return $"The process {decision.Process} knows for both sides the grounds {string.Join(", ", grounds.Select(Code.Of))}.";
        }

        // What was final stays so until somebody appeals again.
        var end = act.Windows.AppealEnd(decision) is { } first && act.Windows.AppealAgainEnd(decision) is { } again && again > first ? again : act.Windows.AppealEnd(decision);
        return act.Time >= end ? $"The time to appeal against {decision.Id} ended {end.Value.InWords()}, for both sides." : null;
    }

    private static string? ForbidsDeciding(Act act, AppealDecided decided)
    {
        var appeal = act.State.Appeals[decided.Appeal];
        var decision = act.State.Decisions[appeal.Decision];
        if (decision.Deciders.Contains(act.Actor.Pseudonym))
        {
            return $"{act.Actor.Pseudonym} made the decision {decision.Id}; another has to decide the appeal.";
        }

        var other = act.Windows.OtherSide(appeal);
        if (act.Windows.ToldSince(Notice.Appeal, appeal.Event, other) is null)
        {
            return $"{other} has not been told of the appeal {appeal.Id} (notice-sent, notice {Code.Of(Notice.Appeal)}, tells-of {appeal.Event}).";
        }

        var answered = act.State.Log.OfType<AppealAnswered>().Any(a => a.Appeal == appeal.Id);
        return !answered && act.Windows.AppealAnswerEnd(appeal) is { } end && act.Time < end ? $"{other} can answer to the appeal {appeal.Id} until {end.InWords()}." : null;
    }

    // Whoever was found to be biased does not get to decide the same again.
    private static string? ForbidsFindingAnew(Act act, FindingMade finding) =>
        act.State.Appeals.FirstOrDefault(a => a is { Outcome: AppealOutcome.SetAside, Ground: AppealGround.ConflictOrBias }
            && act.State.Decisions[a.Decision] is var set && set.Allegation == finding.Allegation && set.Deciders.Contains(act.Actor.Pseudonym)) is { } appeal
            ? $"A decision of {act.Actor.Pseudonym} on {finding.Allegation} was set aside for conflict or bias ({appeal.Id}); another has to decide it."
            : null;

    internal override IEnumerable<string> CheckProcess(Process process) =>
    [
        .. Floor.Check(Rights.AppealName, process.Rights.Appeal),
        .. Floor.Check(Rights.AppealAnswerName, process.Rights.AppealAnswer),
        .. s_least.Where(g => !process.AppealGrounds.Contains(g)).Select(g => $"appeal-grounds lacks {Code.Of(g)}; add it"),
    ];
}
