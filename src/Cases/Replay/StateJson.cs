using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Duties;
using Chorus.Cases.Jurisdictions;
using Chorus.Cases.State;

namespace Chorus.Cases.Replay;

/// <summary>A case as JSON, as it stands at an instant. Nothing sealed is in it: the state has none.</summary>
public static class StateJson
{
    /// <summary>The case at an instant; JSON null where nothing was accepted.</summary>
    public static JsonObject? Of(StateView view)
    {
        var state = view.State;
        return state.Opening is not { } opening ? null : new()
        {
            ["at"] = Time(view.At),
            ["process"] = opening.ProcessId,
            ["zone"] = opening.Zone,
            ["holidays"] = opening.Holidays,
            ["jurisdiction"] = opening.Jurisdiction,
            ["day"] = Day(view.Day),
            ["closed"] = state.IsClosed,
            ["events"] = state.Log.Count,
            ["parties"] = List(state.Parties, p => new() { ["party"] = p.Id, ["adviserOf"] = p.For }),
            ["staff"] = List(state.Staff, s => new()
            {
                ["member"] = s.Id, ["roles"] = Texts(s.Assigned.Order().Select(Code.Of)), ["neutral"] = s.IsNeutral,
                ["conflict"] = s.Conflicted is { } c ? new JsonObject { ["with"] = c.Party, ["conflict"] = Code.Of(c.Conflict) } : null,
            }),
            ["raised"] = List(state.RaisedConflicts, r => new() { ["event"] = r.Id, ["member"] = r.Member, ["withheld"] = state.WithheldBy(r.Member) == r }),
            ["allegations"] = List(state.Allegations, a => Allegation(view, a)),
            ["decisions"] = List(state.Decisions, Decision),
            ["appeals"] = List(state.Appeals, a => new()
            {
                ["appeal"] = a.Id, ["decision"] = a.Decision, ["by"] = a.By, ["ground"] = Code.Of(a.Ground), ["outcome"] = a.Outcome is { } o ? Code.Of(o) : null,
            }),
            ["evidence"] = List(state.Evidence, Evidence),
            ["measures"] = List(state.Measures, m => new()
            {
                ["measure"] = m.Id, ["what"] = Code.Of(m.Kind), ["purpose"] = Code.Of(m.Purpose), ["fallsOn"] = m.FallsOn, ["reviewBy"] = Day(m.ReviewBy),
            }),
            ["departures"] = List(state.Departures, d => new() { ["party"] = d.Party, ["how"] = Code.Of(d.How), ["time"] = Time(d.Time) }),
            ["withdrawals"] = List(state.Withdrawals, w => new() { ["reporter"] = w.Reporter, ["allegations"] = Texts(w.Allegations), ["time"] = Time(w.Time) }),
            ["settlements"] = List(state.Settlements, Settlement),
            ["statements"] = List(state.Statements, s => new()
            {
                ["statement"] = s.Id, ["respondent"] = s.Respondent, ["says"] = Code.Of(s.Says), ["restsOn"] = Texts(s.RestsOn), ["until"] = Day(s.Until),
                ["digest"] = s.Digest, ["event"] = s.Event, ["time"] = Time(s.Time), ["withdrawn"] = s.WithdrawnAt is { } withdrawn ? Time(withdrawn) : null,
            }),
            ["tellable"] = List(state.Parties.Where(p => p.Role == Role.Respondent), p => Tellable(view, p.Id)),
            ["statementWording"] = new JsonObject(Code.All<StatementKind>().Select(says =>
                KeyValuePair.Create(Code.Of(says), (JsonNode?)List(StatementWording.For(opening.Jurisdiction, says), Sentence)))),
            ["consequences"] = List(state.Consequences, c => new()
            {
                ["allegation"] = c.Allegation, ["person"] = c.Person, ["sanction"] = c.Sanction is { } s ? Code.Of(s) : null, ["remedy"] = c.Remedy is { } r ? Code.Of(r) : null,
            }),
            ["lessons"] = List(state.Lessons, l => new()
            {
                ["lesson"] = l.Id, ["allegations"] = Texts(l.Allegations), ["changes"] = Texts(l.Changes.Select(Code.Of)), ["doneBy"] = Day(l.DoneBy),
            }),
            ["reviews"] = List(state.Reviews, r => new() { ["event"] = r.Id, ["member"] = r.Member, ["outcome"] = r.Outcome is { } o ? Code.Of(o) : null }),
            ["corrections"] = List(state.Corrections, c => new() { ["corrects"] = c.Corrects, ["by"] = c.By, ["cause"] = Code.Of(c.Cause) }),
            ["destroyed"] = Texts(state.Destroyed.Order(StringComparer.Ordinal)),
            ["watches"] = List(state.Watches, w => new()
            {
                ["person"] = w.Id, ["days"] = new JsonObject(Watch.Days.Select(day => KeyValuePair.Create($"{day}", (JsonNode?)view.Watch(w, day)))),
            }),
            ["duties"] = List(view.Duties, d => Duty(d, view.At)),
        };
    }

    private static JsonObject Allegation(StateView view, Allegation allegation)
    {
        var standing = view.Standing(allegation.Id);
        return new()
        {
            ["allegation"] = allegation.Id, ["act"] = Code.Of(allegation.Act), ["reporter"] = allegation.Reporter, ["respondent"] = allegation.Respondent,
            ["process"] = view.State.ProcessOf(allegation), ["standing"] = standing.Words, ["final"] = standing.IsFinal, ["waitsFor"] = standing.WaitsFor,
        };
    }

    private static JsonObject Decision(Decision decision) => new()
    {
        ["decision"] = decision.Id, ["allegation"] = decision.Allegation, ["process"] = decision.Process, ["by"] = Texts(decision.Deciders), ["time"] = Time(decision.Time),
        ["finding"] = decision.Finding is { } f ? Code.Of(f) : null, ["standard"] = decision.Standard is { } s ? Code.Of(s) : null,
        ["ground"] = decision.Ground is { } g ? Code.Of(g) : null, ["continuesUnder"] = decision.ContinuesUnder, ["setAside"] = decision.IsSetAside,
    };

    private static JsonObject Evidence(Evidence evidence) => new()
    {
        ["evidence"] = evidence.Id, ["allegations"] = Texts(evidence.Allegations), ["holder"] = evidence.Holder,
        ["custody"] = List(evidence.Custody, c => new() { ["step"] = Code.Of(c.Step), ["person"] = c.Person, ["time"] = Time(c.Time) }),
    };

    private static JsonObject Settlement(SettlementMade settlement) => new()
    {
        ["settlement"] = settlement.Id, ["agreed"] = Code.Of(settlement.Kind), ["between"] = Texts(settlement.Between), ["silences"] = Texts(settlement.Silences),
        ["jurisdiction"] = settlement.Jurisdiction, ["note"] = Jurisdiction.Notice,
        ["law"] = List(Jurisdiction.For(settlement).SelectMany(j => j.Lines), l => new() { ["place"] = l.Place, ["says"] = l.Says, ["source"] = l.Source, ["asOf"] = Day(l.AsOf) }),
    };

    // What another employer may be told now; the jurisdiction's words go with it.
    private static JsonObject Tellable(StateView view, string respondent) => new()
    {
        ["respondent"] = respondent,
        ["findings"] = List(view.Tellable.Findings(respondent), f => new()
        {
            ["event"] = f.Event, ["allegation"] = f.Allegation, ["act"] = Code.Of(f.Act), ["means"] = Code.Meaning(f.Act), ["standard"] = Code.Of(f.Standard),
            ["process"] = view.ProcessId(f.Process), ["made"] = Day(f.Made), ["final"] = Day(f.Final),
        }),
        ["departures"] = List(view.Tellable.Departures(respondent), d => new() { ["event"] = d.Event, ["how"] = Code.Of(d.How), ["recorded"] = Day(d.Recorded), ["last"] = Day(d.Last) }),
    };

    private static JsonObject Sentence(StatementSentence sentence) => new()
    {
        ["says"] = sentence.Says, ["place"] = sentence.Law?.Place, ["source"] = sentence.Law?.Source, ["asOf"] = Day(sentence.Law?.AsOf),
    };

    private static JsonObject Duty(Duty duty, DateTimeOffset at) => new()
    {
        ["id"] = duty.Id, ["does"] = duty.Does, ["by"] = Texts(duty.By.Select(Code.Of)), ["to"] = duty.To, ["about"] = duty.About,
        ["since"] = Time(duty.Since), ["due"] = duty.Due is { } due ? Time(due) : null, ["done"] = duty.Done is { } done ? Time(done) : null,
        ["overdue"] = duty.IsOverdue(at), ["fault"] = duty.Fault,
    };

    private static JsonArray List<T>(IEnumerable<T> entries, Func<T, JsonObject> one) => new([.. entries.Select(e => (JsonNode)one(e))]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private static string? Day(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : null;
}
