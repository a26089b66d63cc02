using Chorus.Cases.Codes;
using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class NoticeLaw : Law
{
    public override string Id => "notice";

    public override string Sentence =>
        "Nobody is heard on, tried for or found responsible for what they have not been told in writing, as it is alleged now; both sides are told.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        FindingMade finding => Untold(act, [finding.Allegation], bothSides: true),
        HearingHeld hearing => Untold(act, hearing.About, bothSides: true),
        InterviewHeld interview => Untold(act, [.. interview.About.Where(a => act.State.Allegations[a].Respondent == interview.With)], bothSides: false),
        _ => null,
    };

    private static string? Untold(Act act, IReadOnlyList<string> allegations, bool bothSides) => Act.FirstOf(
        from id in allegations
        let allegation = act.State.Allegations[id]
        from side in bothSides ? allegation.Sides : [allegation.Respondent]
        where act.Windows.NoticeSince(allegation, side) is null
        select $"{side} has no written notice of {id} as it is alleged now (notice-sent, notice {Code.Of(Notice.Allegations)}).",
        sentence => sentence);
}
