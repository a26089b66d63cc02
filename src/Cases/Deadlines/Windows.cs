using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.State;

namespace Chorus.Cases.Deadlines;

/// <summary>The periods that are rights: when each began, when it is over. Null where one has not begun.</summary>
/// <param name="state">the case.</param>
/// <param name="rules">its processes and holidays.</param>
internal sealed class Windows(CaseState state, Rulebook rules)
{
    private CaseClock Clock => rules.ClockOf(state);

    /// <summary>Since when a side has notice of an allegation in its present form.</summary>
    internal DateTimeOffset? NoticeSince(Allegation allegation, string side) => state.Marks.FirstOrDefault(m =>
        m.Kind == NoticeSent.Kind.Name && m.Which == Code.Of(Notice.Allegations) && m.Allegation == allegation.Id && m.Person == side && m.Time >= allegation.FormSince)?.Time;

    /// <summary>When the respondent's time to answer is over.</summary>
    internal DateTimeOffset? AnswerEnd(Allegation allegation) =>
        End(NoticeSince(allegation, allegation.Respondent), Process(allegation).Rights.Answer, Rights.AnswerName, allegation);

    /// <summary>Since when a side can see all evidence about an allegation.</summary>
    internal DateTimeOffset? SeenSince(Allegation allegation, string side)
    {
        var shown = state.Log.OfType<EvidenceShown>().Where(e => e.To == side && state.Counts(e)).ToArray();
        if (!shown.Any(e => e.About.Contains(allegation.Id)))
        {
            return null;
        }

        var pieces = state.Evidence.Where(x => x.Allegations.Contains(allegation.Id)).Select(x => shown.FirstOrDefault(e => e.Pieces.Contains(x.Id))?.Head.Time).ToArray();
        return pieces.Length == 0 ? shown.First(e => e.About.Contains(allegation.Id)).Head.Time : pieces.LatestOfAll();
    }

    /// <summary>The first piece of evidence about an allegation that a side has not seen; null where it has seen all.</summary>
    internal string? NotSeen(Allegation allegation, string side) => state.Evidence
        .Where(x => x.Allegations.Contains(allegation.Id))
        .FirstOrDefault(x => !state.Log.OfType<EvidenceShown>().Any(e => e.To == side && e.Pieces.Contains(x.Id) && state.Counts(e)))?.Id;

    /// <summary>When both sides' time to look at all the evidence is over.</summary>
    internal DateTimeOffset? EvidenceEnd(Allegation allegation) =>
        End(allegation.Sides.Select(side => SeenSince(allegation, side)).LatestOfAll(), Process(allegation).Rights.Evidence, Rights.EvidenceName, allegation);

    /// <summary>Since when a side has been told of a decision, an appeal or another event.</summary>
    internal DateTimeOffset? ToldSince(Notice notice, string tellsOf, string side) =>
        state.Log.OfType<NoticeSent>().FirstOrDefault(n => n.Notice == notice && n.TellsOf == tellsOf && n.To == side && state.Counts(n))?.Head.Time;

    /// <summary>When the time to appeal is over. It is one period for both sides: it begins when the later of them was told.</summary>
    internal DateTimeOffset? AppealEnd(Decision decision)
    {
        var allegation = state.Allegations[decision.Allegation];
        return End(allegation.Sides.Select(side => ToldSince(Notice.Decision, decision.Id, side)).LatestOfAll(), rules.Process(decision.Process).Rights.Appeal, Rights.AppealName, allegation, decision.Process);
    }

    /// <summary>When the time to appeal once more is over, in a case that was reopened for a reason that can change a decision of before; null for any other.</summary>
    internal DateTimeOffset? AppealAgainEnd(Decision decision) => state.DecisionsReopenedAt is { } reopened && reopened >= decision.Time
        ? End(reopened, rules.Process(decision.Process).Rights.Appeal, Rights.AppealName, state.Allegations[decision.Allegation], decision.Process)
        : null;

    /// <summary>The side that did not file an appeal.</summary>
    internal string OtherSide(Appeal appeal) => state.Allegations[state.Decisions[appeal.Decision].Allegation].Sides.First(side => side != appeal.By);

    /// <summary>When the other side's time to answer to an appeal is over.</summary>
    internal DateTimeOffset? AppealAnswerEnd(Appeal appeal)
    {
        var decision = state.Decisions[appeal.Decision];
        return End(
            ToldSince(Notice.Appeal, appeal.Event, OtherSide(appeal)), rules.Process(decision.Process).Rights.AppealAnswer,
            Rights.AppealAnswerName, state.Allegations[decision.Allegation], decision.Process);
    }

    /// <summary>When a period is over that began at an instant, longer where somebody made it longer.</summary>
    internal DateTimeOffset? End(DateTimeOffset? from, Period period, string name, Allegation allegation, string? process = null)
    {
        if (from is null)
        {
            return null;
        }

        var end = Clock.EndOf(from.Value, period, rules.Process(process ?? state.ProcessOf(allegation)).LastDay);
        var longer = state.Extensions.Where(x => x.Period == name && x.Allegation == allegation.Id).Select(x => Clock.EndOf(x.Until)).ToArray();
        return longer.Length > 0 && longer.Max() > end ? longer.Max() : end;
    }

    private Process Process(Allegation allegation) => rules.ProcessOf(state, allegation);
}
