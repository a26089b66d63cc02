using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Tests.Driving;

/// <summary>
/// An event of any kind by anybody about anything: right in form, and otherwise as it comes. Members are filled from the
/// schema's own description, so a new kind of event is tried from the day on which it exists.
/// </summary>
internal static class Hostile
{
    private static readonly string[] s_fixed = ["fair-process@1", "title-ix-2020@1", "America/New_York", "weekends-only", "US-CA"];

    internal static Proposal Something(CaseDriver driver, Choices choices) =>
        Progress.Towards(driver).ToArray() is { Length: > 0 } good && choices.Once(2) ? Twisted(choices.Of(good), choices) : Anything(driver, choices);

    /// <summary>What somebody would do who handles the case well, out of its order, and often by somebody else.</summary>
    private static Proposal Twisted(Proposal good, Choices choices)
    {
        var staff = $"staff-{choices.Next(7) + 1}";
        return choices.Next(3) switch
        {
            0 when good.Pseudonym.StartsWith("staff", StringComparison.Ordinal) => good with { Pseudonym = staff },
            1 when good.Members.Any(m => m.Name == "member") => good with { Members = [.. good.Members.Select(m => m.Name == "member" ? (m.Name, (JsonNode?)staff) : m)] },
            _ => good,
        };
    }

    private static Proposal Anything(CaseDriver driver, Choices choices)
    {
        var state = driver.State;
        var kind = Kind(choices);
        var role = choices.Once(8) ? choices.Of(Code.All<Role>()) : choices.Of(kind.MayAct);
        var actor = Actor(state, role, choices);
        return new(actor, Code.Of(role), kind.Name,
            [.. DescribedMembers.Of(kind).Where(m => m.IsNeeded || choices.Once(2)).Select(m => (m.Name, Value(driver, kind, m, actor, choices)))]);
    }

    // What could make a case vanish is tried more often than what could not.
    private static EventKind Kind(Choices choices) => choices.Next(3) switch
    {
        0 => choices.Of(new[]
        {
            CaseClosed.Kind, FindingMade.Kind, DismissalProposed.Kind, DismissalConfirmed.Kind, ProcessContinued.Kind, AppealFiled.Kind, AppealDecided.Kind, SanctionDecided.Kind,
            DepartureRecorded.Kind, SettlementRecorded.Kind, WithdrawalRecorded.Kind, AllegationMade.Kind, AllegationRecoded.Kind, ConflictsDeclared.Kind, StatementGiven.Kind, ActReviewed.Kind, CaseReopened.Kind,
        }),
        1 => choices.Of(new[] { EvidenceReceived.Kind, EvidenceCopied.Kind, EvidenceShown.Kind, EvidenceReturned.Kind, NoticeSent.Kind, AnswerGiven.Kind, ResponseGiven.Kind, AppealFiled.Kind, ExtensionGranted.Kind, MeasureTaken.Kind, MeasureReviewed.Kind, MeasureReviewed.Kind, CheckInAsked.Kind, CheckInAnswered.Kind }),
        _ => choices.Of(EventKinds.All),
    };

    private static string Actor(CaseState state, Role role, Choices choices)
    {
        var word = Roles.Word(role);
        var known = Roles.Staff.Contains(role)
            ? state.Staff.Where(s => s.Assigned.Contains(role)).Select(s => s.Id).ToArray()
            : [.. state.Parties.Where(p => p.Role == role).Select(p => p.Id)];
        return role == Role.System ? "system" : known.Length > 0 && !choices.Once(6) ? choices.Of(known) : $"{word}{choices.Next(3) + 1}";
    }

    private static JsonNode? Value(CaseDriver driver, EventKind kind, DescribedMember member, string actor, Choices choices)
    {
        if (member.Values.Count > 0)
        {
            var value = choices.Of(member.Values);
            return member.Schema["type"] is not null ? JsonNode.Parse(value) : member.Schema["enum"] is not null ? JsonNode.Parse(value) : value;
        }

        if (member.Schema["$ref"] is not null)
        {
            var (id, hash) = (Written.Sealed(choices.Once(12) ? 2 : driver.Fresh), Written.Sealed(driver.Fresh)["hash"]!.DeepClone());
            id["hash"] = hash;
            return id;
        }

        return (string?)member.Schema["type"] switch
        {
            "array" => List(driver, member, choices),
            _ => Text(driver, kind, member.Name, (string?)member.Schema["format"], (string?)member.Schema["pattern"] ?? "", actor, choices),
        };
    }

    private static JsonArray List(CaseDriver driver, DescribedMember member, Choices choices)
    {
        var item = member.Schema["items"]!.AsObject();
        if (member.Name == "about")
        {
            var named = driver.State.Named.Select(p => p.Id).DefaultIfEmpty("reporter-1");
            return new([.. named.Select(p => (JsonNode)new JsonObject { ["party"] = p, ["conflict"] = choices.Once(6) ? "close-to" : "none" })]);
        }

        if (member.Name == "rests-on")
        {
            string[] told = [.. driver.State.Decisions.Select(d => d.Id), .. driver.State.Log.OfType<DepartureRecorded>().Select(d => d.Head.Id), "e1"];
            return Written.List(choices.Of(told));
        }

        var taken = Enumerable.Range(0, 1 + choices.Next(2)).Select(_ => item["oneOf"] is JsonArray codes
            ? codes[choices.Next(codes.Count)]!["const"]!.GetValue<string>()
            : Reference(driver.State, (string?)item["pattern"] ?? "", choices));
        return Written.List(taken.Distinct());
    }

    private static JsonNode Text(CaseDriver driver, EventKind kind, string name, string? format, string pattern, string actor, Choices choices)
    {
        if (format == "date")
        {
            return $"{driver.Now.UtcDateTime.AddDays(choices.Next(60) - 5):yyyy-MM-dd}";
        }

        // What an event brings into the case gets a number of its own, mostly.
        var brings = (kind.Name, name) is ("allegation-made", "allegation") or ("dismissal-proposed", "dismissal") or ("appeal-filed", "appeal") or ("settlement-recorded", "settlement")
            or ("lesson-written", "lesson") or ("statement-given", "statement") or ("measure-taken", "measure") or ("evidence-received", "evidence") or ("interview-held", "evidence") or ("adviser-named", "adviser");
        if (brings && !choices.Once(10))
        {
            return name == "adviser" ? $"adviser-{driver.Fresh}" : $"{"admpslxt".First(letter => pattern.Contains($"(?:{letter}[", StringComparison.Ordinal))}{driver.Fresh}";
        }

        return name switch
        {
            "from" when actor != "system" && choices.Once(2) => actor,
            "decision" => driver.State.Decisions.Count > 0 ? choices.Of([.. driver.State.Decisions.Select(d => d.Id)]) : "e1",
            "tells-of" or "act" or "corrects" => driver.State.Log.Count > 0 ? choices.Of([.. driver.State.Log.TakeLast(6)]).Head.Id : "e1",
            "content" => driver.State.SealedContent.Keys.Order(StringComparer.Ordinal).LastOrDefault() ?? new string('0', 32),
            "digest" => new string('5', 64),
            "statement" when driver.State.Statements.Count > 0 => driver.State.Statements.Last().Id,
            "period" => choices.Of(new[] { "answer", "evidence", "appeal", "appeal-answer", "finding" }),
            "member" => $"staff-{choices.Next(7) + 1}",
            "dismissal" when driver.State.Dismissals.Count > 0 => driver.State.Dismissals.Last().Id,
            _ => s_fixed.FirstOrDefault(f => Matches(pattern, f) && (name is "process" or "zone" or "holidays" or "jurisdiction")) ?? Reference(driver.State, pattern, choices),
        };
    }

    private static string Reference(CaseState state, string pattern, Choices choices)
    {
        string[] known =
        [
            .. state.Parties.Select(p => p.Id), .. state.Allegations.Select(a => a.Id), .. state.Evidence.Select(x => x.Id), .. state.Measures.Select(m => m.Id),
            .. state.Dismissals.Select(d => d.Id), .. state.Appeals.Select(a => a.Id), .. state.Lessons.Select(l => l.Id), .. state.Settlements.Select(s => s.Id),
            "reporter-1", "respondent-1", "witness-1", "adviser-1", "reporter-2", "respondent-2", "staff-2", "a1", "x1", "m1", "d1", "p1", "s1", "l1", "t1", "e1",
        ];
        return choices.Of([.. known.Distinct().Where(k => Matches(pattern, k))]);
    }

    private static bool Matches(string pattern, string text) => System.Text.RegularExpressions.Regex.IsMatch(text, pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
}
