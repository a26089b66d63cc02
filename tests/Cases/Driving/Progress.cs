using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Tests.Driving;

/// <summary>What somebody would do next who wants to handle the case well, most urgent first. The first that is accepted is done.</summary>
internal static class Progress
{
    internal static IEnumerable<Proposal> Towards(CaseDriver driver)
    {
        var state = driver.State;
        if (state.Opening is null)
        {
            return
            [
                new("staff-1", "case-officer", "case-opened", ("process", $"{driver.Process}@1"), ("source", "direct"),
                    ("zone", "America/New_York"), ("holidays", "weekends-only"), ("jurisdiction", "US-CA")),
            ];
        }

        return state.IsClosed ? [] : [.. Naming(driver), .. Staffing(driver), .. Tending.Repairing(driver), .. Tending.Watching(driver), .. Tending.Keeping(driver), .. Handling(driver), .. Telling(driver), .. Ending(driver)];
    }

    /// <summary>Somebody who can act in a part now.</summary>
    internal static string? Someone(CaseState state, Role role) => state.Staff
        .FirstOrDefault(s => s.Assigned.Contains(role) && s.Conflicted is null && state.Named.All(p => s.Declared.ContainsKey(p.Id)))?.Id;

    private static IEnumerable<Proposal> Naming(CaseDriver driver)
    {
        foreach (var party in new[] { "reporter-1", "respondent-1" }.Where(p => !driver.State.Parties.Has(p)))
        {
            yield return new("staff-1", "case-officer", "party-named", ("party", party), ("identity", Written.Sealed(driver.Fresh)));
            yield return new("system", "system", "party-named", ("party", party), ("identity", Written.Sealed(driver.Fresh)));
        }
    }

    private static IEnumerable<Proposal> Staffing(CaseDriver driver)
    {
        var state = driver.State;
        foreach (var (role, needed) in new[] { (Role.CaseOfficer, 1), (Role.DecisionMaker, 4) })
        {
            var able = state.Staff.Where(s => s.Assigned.Contains(role) && s.Conflicted is null).ToArray();
            foreach (var member in able.Select(s => s.Id).Concat(able.Length < needed ? Spare(state) : []))
            {
                var missing = state.Named.Where(p => state.Staff.Find(member)?.Declared.ContainsKey(p.Id) != true).Select(p => p.Id).ToArray();
                if (missing.Length > 0)
                {
                    yield return new(member, Code.Of(role), "conflicts-declared", ("about", new JsonArray([.. missing.Select(p => (JsonNode)new JsonObject { ["party"] = p, ["conflict"] = "none" })])));
                }

                yield return new("staff-99", "administrator", "assigned", ("member", member), ("role", Code.Of(role)), ("neutral", true));
            }
        }
    }

    private static IEnumerable<string> Spare(CaseState state) =>
        Enumerable.Range(1, 40).Select(n => $"staff-{n}").Where(s => state.Staff.Find(s) is not { } known || (known.Assigned.Count == 0 && known.Conflicted is null)).Take(1);

    private static IEnumerable<Proposal> Handling(CaseDriver driver)
    {
        var state = driver.State;
        var officer = Someone(state, Role.CaseOfficer) ?? "staff-1";
        Proposal Officer(string kind, params (string, JsonNode?)[] members) => new(officer, "case-officer", kind, members);
        if (state.Allegations.Count == 0)
        {
            yield return Officer("allegation-made", ("allegation", "a1"), ("act", "B03"), ("reporter", "reporter-1"), ("respondent", "respondent-1"), ("when-and-where", Written.Sealed(driver.Fresh)));
        }

        foreach (var reporter in state.Parties.Where(p => p.Role == Role.Reporter && !Has<NoticeSent>(state, n => n.Notice == Notice.Acknowledgement && n.To == p.Id)))
        {
            yield return Officer("notice-sent", ("notice", "acknowledgement"), ("to", reporter.Id), ("allegations", new JsonArray()), ("content", Written.Sealed(driver.Fresh)));
        }

        var windows = new Windows(state, driver.Rules);
        foreach (var open in state.OpenAllegations)
        {
            foreach (var proposal in SideBySide(driver, windows, open, officer).Concat(Steps(driver, open, officer)))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<Proposal> SideBySide(CaseDriver driver, Windows windows, Allegation open, string officer)
    {
        var state = driver.State;
        var about = ("allegations", (JsonNode?)Written.List(open.Id));
        var content = ("content", (JsonNode?)Written.Sealed(driver.Fresh));
        Proposal Officer(string kind, params (string, JsonNode?)[] members) => new(officer, "case-officer", kind, members);
        foreach (var side in open.Sides)
        {
            if (windows.NoticeSince(open, side) is null)
            {
                yield return Officer("notice-sent", ("notice", "allegations"), ("to", side), about, content);
            }

            if (!Has<NoticeSent>(state, n => n.Notice == Notice.Meeting && n.To == side && n.About.Contains(open.Id)))
            {
                yield return Officer("notice-sent", ("notice", "meeting"), ("to", side), about, content);
            }

            if (!state.Parties.Any(p => p.For == side))
            {
                yield return Officer("adviser-named", ("adviser", $"adviser-{driver.Fresh}"), ("for", side), ("provided", true), ("identity", Written.Sealed(driver.Fresh)));
            }

            if (!Has<InterviewHeld>(state, i => i.With == side && i.About.Contains(open.Id)))
            {
                yield return Officer("interview-held", ("with", side), about, ("representation", "present"), ("evidence", $"x{driver.Fresh}"), content);
            }

            if (windows.SeenSince(open, side) is null)
            {
                yield return Officer("evidence-shown", ("to", side), about, ("evidence", Written.List(state.Evidence.Where(x => x.Allegations.Contains(open.Id)).Select(x => x.Id))));
            }
        }
    }

    private static IEnumerable<Proposal> Steps(CaseDriver driver, Allegation open, string officer)
    {
        var state = driver.State;
        var about = ("allegations", (JsonNode?)Written.List(open.Id));
        var content = ("content", (JsonNode?)Written.Sealed(driver.Fresh));
        foreach (var level in new[] { 1, 2 })
        {
            if (!Has<MeetingHeld>(state, m => m.Level == level && m.About.Contains(open.Id)))
            {
                yield return new(officer, "case-officer", "meeting-held", ("level", level), about, ("attended", Written.List(officer)), ("representation", "present"), content);
            }
        }

        if (!Has<NoticeSent>(state, n => n.Notice == Notice.GrievanceAnswer && n.About.Contains(open.Id)))
        {
            yield return new(officer, "case-officer", "notice-sent", ("notice", "grievance-answer"), ("to", open.Reporter), about, content);
        }

        if (!Has<InvestigationReported>(state, r => r.About.Contains(open.Id)))
        {
            yield return new(officer, "case-officer", "investigation-reported", about, content);
        }

        var decider = Someone(state, Role.DecisionMaker) ?? "staff-2";
        if (!Has<HearingHeld>(state, h => h.About.Contains(open.Id)))
        {
            yield return new(decider, "decision-maker", "hearing-held", about, ("live", true), ("questioning", "by-advisers"), ("attended", new JsonArray()), ("recording", Written.Sealed(driver.Fresh)));
        }

        if (state.FormalDismissal(open.Id) is { } formal)
        {
            yield return new(officer, "case-officer", "process-continued", ("allegation", open.Id), ("process", $"{formal.ContinuesUnder}@1"));
        }

        foreach (var somebody in state.Staff.Where(s => s.Assigned.Contains(Role.DecisionMaker)).Select(s => s.Id))
        {
            yield return new(somebody, "decision-maker", "finding-made", ("allegation", open.Id), ("finding", driver.Fresh % 2 == 0 ? "substantiated" : "not-substantiated"), ("standard", "preponderance"), ("reasons", Written.Sealed(driver.Fresh)));
        }
    }

    // What may be told another employer, now and then; and what was told is withdrawn now and then.
    private static IEnumerable<Proposal> Telling(CaseDriver driver)
    {
        var state = driver.State;
        if (driver.Fresh % 3 != 0 || Someone(state, Role.CaseOfficer) is not { } officer)
        {
            yield break;
        }

        var tellable = new Tellable(state, driver.Rules, driver.Now);
        foreach (var respondent in state.Parties.Where(p => p.Role == Role.Respondent).Select(p => p.Id))
        {
            var told = state.Statements.SelectMany(s => s.RestsOn).ToHashSet();
            foreach (var (says, id, until, acts) in tellable.Findings(respondent).Select(f => ("findings", f.Event, Until: tellable.Today.AddDays(60), Acts: Written.List(Code.Of(f.Act)))).Concat(tellable.Departures(respondent).Select(d => ("departure", d.Event, Until: d.Last, Acts: Written.List()))).Where(t => !told.Contains(t.Item2)))
            {
                yield return new(officer, "case-officer", "statement-given", ("statement", $"t{driver.Fresh}"), ("respondent", respondent), ("says", says), ("rests-on", Written.List(id)), ("acts", acts),
                    ("until", $"{until:yyyy-MM-dd}"), ("digest", new string('7', 64)), ("content", Written.Sealed(driver.Fresh)));
            }
        }

        foreach (var given in state.Statements.Where(s => s.WithdrawnAt is null && driver.Fresh % 2 == 0))
        {
            yield return new(officer, "case-officer", "statement-withdrawn", ("statement", given.Id), ("cause", "mistaken"), ("content", Written.Sealed(driver.Fresh)));
        }
    }

    private static IEnumerable<Proposal> Ending(CaseDriver driver)
    {
        var state = driver.State;
        var officer = Someone(state, Role.CaseOfficer) ?? "staff-1";
        var windows = new Windows(state, driver.Rules);
        Proposal Tell(string notice, string tellsOf, string to) => new(officer, "case-officer", "notice-sent",
            ("notice", notice), ("to", to), ("allegations", new JsonArray()), ("tells-of", tellsOf), ("content", Written.Sealed(driver.Fresh)));
        foreach (var decision in state.Decisions.Where(d => !d.IsSetAside))
        {
            foreach (var side in state.Allegations[decision.Allegation].Sides.Where(side => windows.ToldSince(Notice.Decision, decision.Id, side) is null))
            {
                yield return Tell("decision", decision.Id, side);
            }
        }

        // Now and then a side appeals, as it may.
        foreach (var (decision, side) in state.Decisions.Where(d => !d.IsSetAside && driver.Fresh % 4 == 0).SelectMany(d => state.Allegations[d.Allegation].Sides.Select(side => (d, side))))
        {
            yield return new(side, side[..side.IndexOf('-', StringComparison.Ordinal)], "appeal-filed",
                ("appeal", $"p{driver.Fresh}"), ("decision", decision.Id), ("ground", driver.Fresh % 8 == 0 ? "conflict-or-bias" : "new-evidence"), ("content", Written.Sealed(driver.Fresh)));
        }

        foreach (var appeal in state.Appeals.Where(a => a.Outcome is null && !state.Decisions[a.Decision].IsSetAside))
        {
            if (windows.ToldSince(Notice.Appeal, appeal.Event, windows.OtherSide(appeal)) is null)
            {
                yield return Tell("appeal", appeal.Event, windows.OtherSide(appeal));
            }

            if (driver.Fresh % 2 == 0 && !Has<AppealAnswered>(state, a => a.Appeal == appeal.Id))
            {
                var other = windows.OtherSide(appeal);
                yield return new(other, other[..other.IndexOf('-', StringComparison.Ordinal)], "appeal-answered", ("appeal", appeal.Id), ("content", Written.Sealed(driver.Fresh)));
            }

            foreach (var somebody in state.Staff.Where(s => s.Assigned.Contains(Role.DecisionMaker)))
            {
                yield return new(somebody.Id, "decision-maker", "appeal-decided", ("appeal", appeal.Id), ("outcome", driver.Fresh % 3 == 0 ? "set-aside" : "stands"), ("reasons", Written.Sealed(driver.Fresh)));
            }
        }

        if (state.Allegations.Count > 0 && !state.OpenAllegations.Any() && !Has<LessonWritten>(state, l => state.Allegations.All(a => l.About.Contains(a.Id) && l.Head.Time >= state.StandingDecision(a.Id)!.Time)))
        {
            yield return new(officer, "case-officer", "lesson-written", ("lesson", $"l{driver.Fresh}"), ("allegations", Written.List(state.Allegations.Select(a => a.Id))),
                ("changes", Written.List("training")), ("done-by", "2027-01-01"), ("content", Written.Sealed(driver.Fresh)));
        }

        yield return new(officer, "case-officer", "case-closed");
    }

    private static bool Has<T>(CaseState state, Func<T, bool> such)
        where T : CaseEvent => state.Log.OfType<T>().Any(such);
}
