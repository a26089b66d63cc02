using System.Globalization;
using System.Text.Json.Nodes;
using Chorus.Cases.Duties;
using Chorus.Cases.Events;
using Chorus.Cases.Replay;
using Chorus.Cases.State;
using Chorus.Cases.Tests.Driving;

namespace Chorus.Cases.Tests.Stories;

/// <summary>A case that is told event by event: what is done has to be accepted, what is tried has to be refused.</summary>
internal sealed class Story
{
    internal const string Officer = "staff-1", Decider = "staff-2", Another = "staff-3", Third = "staff-4", Administrator = "staff-9";
    private readonly Rulebook _rules;
    private int _number;

    internal Story(Rulebook? rules = null, string begins = "2026-02-02T09:00Z") => (_rules, Now) = (rules ?? Rulebook.BuiltIn, Time(begins));

    internal CaseState State { get; private set; } = CaseState.Empty;

    internal DateTimeOffset Now { get; private set; }

    internal IReadOnlyList<Duty> OpenDuties => [.. DutyList.Of(State, _rules).Where(d => d.IsOpen)];

    internal StateView View => StateView.Of(State, _rules, Now);

    /// <summary>A case that is open, staffed, and has two allegations by one reporter about one respondent.</summary>
    internal static Story Begun(string process = "fair-process", Rulebook? rules = null, string begins = "2026-02-02T09:00Z", string holidays = "us-federal")
    {
        var story = new Story(rules, begins);
        story.Opens(process, holidays: holidays);
        story.Names("reporter-1");
        story.Names("respondent-1");
        foreach (var (member, role) in new[] { (Officer, "case-officer"), (Decider, "decision-maker"), (Another, "decision-maker"), (Third, "decision-maker") })
        {
            story.Declares(member, role, "none", "reporter-1", "respondent-1");
            story.Do(Administrator, "administrator", "assigned", ("member", member), ("role", role), ("neutral", true));
        }

        story.Alleges("a1");
        story.Alleges("a2");
        return story;
    }

    /// <summary>The same, told and shown to both sides on the first day; three weeks later a finding can be made.</summary>
    internal static Story Heard(string process = "fair-process")
    {
        var story = Begun(process);
        story.Notifies("allegations", "reporter-1", null, "a1", "a2");
        story.Notifies("allegations", "respondent-1", null, "a1", "a2");
        story.Shows("reporter-1", "a1", "a2");
        story.Shows("respondent-1", "a1", "a2");

        story.Waits(21);
        return story;
    }

    internal Refused TriesToOpen(string process = "fair-process", string zone = "America/Chicago", string holidays = "us-federal") => Try(Opening(process, zone, holidays));

    internal void Opens(string process, string zone = "America/Chicago", string holidays = "us-federal") => Do(Opening(process, zone, holidays));

    internal void Names(string party) => Do(Officer, "case-officer", "party-named", ("party", party), ("identity", Sealed()));

    internal void Declares(string member, string role, string conflict, params string[] about) =>
        Do(member, role, "conflicts-declared", ("about", new JsonArray([.. about.Select(p => (JsonNode)new JsonObject { ["party"] = p, ["conflict"] = conflict })])));

    internal void Alleges(string allegation, string act = "B03") =>
        Do(Officer, "case-officer", "allegation-made", ("allegation", allegation), ("act", act), ("reporter", "reporter-1"), ("respondent", "respondent-1"), ("when-and-where", Sealed()));

    internal string Notifies(string notice, string to, string? tellsOf, params string[] about) =>
        Do(Officer, "case-officer", "notice-sent", ("notice", notice), ("to", to), ("tells-of", tellsOf), ("allegations", Written.List(about)), ("content", Sealed()));

    internal void Shows(string to, params string[] about) => Do(Officer, "case-officer", "evidence-shown", ("to", to), ("allegations", Written.List(about)),
        ("evidence", Written.List(State.Evidence.Where(x => x.Allegations.Any(about.Contains)).Select(x => x.Id))));

    internal Proposal Finding(string allegation, string by = Decider, string finding = "substantiated") =>
        new(by, "decision-maker", "finding-made", ("allegation", allegation), ("finding", finding), ("standard", "preponderance"), ("reasons", Sealed()));

    /// <summary>A finding of which both sides were told at once.</summary>
    internal string Finds(string allegation, string by = Decider)
    {
        var finding = Do(Finding(allegation, by));
        Notifies("decision", "reporter-1", finding);
        Notifies("decision", "respondent-1", finding);
        return finding;
    }

    internal Proposal Dismissal(string id, string allegation, string ground, string? sameAs = null, string by = Officer, string role = "case-officer") =>
        new(by, role, "dismissal-proposed", ("dismissal", id), ("allegation", allegation), ("ground", ground), ("same-as", sameAs), ("reasons", Sealed()));

    internal Proposal Confirmation(string id, string allegation, string by = Decider) =>
        new(by, "decision-maker", "dismissal-confirmed", ("dismissal", id), ("allegation", allegation), ("reasons", Sealed()));

    internal JsonObject Sealed() => Written.Sealed(_number + 1);

    internal void Waits(int days) => Now = Now.AddDays(days);

    internal string Do(string who, string role, string kind, params (string, JsonNode?)[] members) => Do(new Proposal(who, role, kind, members));

    internal string Do(Proposal proposal)
    {
        var outcome = Ask(proposal);
        if (outcome is not Accepted accepted)
        {
            throw new InvalidOperationException($"{proposal.Kind}: {outcome}");
        }

        State = accepted.State;
        return $"e{++_number}";
    }

    internal Refused Try(string who, string role, string kind, params (string, JsonNode?)[] members) => Try(new(who, role, kind, members));

    internal Refused Try(Proposal proposal) => Ask(proposal).ShouldBeOfType<Refused>();

    internal Outcome Ask(Proposal proposal)
    {
        var read = EventReader.Read(Written.Line(proposal, $"e{_number + 1}", Now));
        read.Fault.ShouldBeNull();
        return _rules.Apply(State, read.Event!);
    }

    private static Proposal Opening(string process, string zone, string holidays) => new(Officer, "case-officer", "case-opened",
        ("process", $"{process}@1"), ("source", "direct"), ("zone", zone), ("holidays", holidays), ("jurisdiction", "US-IL"));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
