using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Processes;

/// <summary>Reads the steps of a process file. A step speaks only of those above it, so no two can wait for each other.</summary>
internal static class StepReader
{
    private static readonly Role[] s_parties = [Role.Reporter, Role.Respondent, Role.Witness];

    internal static IReadOnlyList<Step> Read(IReadOnlyList<YamlMap> maps)
    {
        var steps = new List<Step>();
        foreach (var map in maps)
        {
            steps.Add(Read(map, steps));
        }

        return steps;
    }

    private static Step Read(YamlMap map, List<Step> above)
    {
        var id = map.Name("id");
        if (above.Any(s => s.Id == id) || Rights.Names.Contains(id))
        {
            throw map.Fault("id", $"is {id}, which another step or a period is called; take another");
        }

        var kind = EventKinds.ByName.TryGetValue(map.Text("event"), out var found)
            ? found : throw map.Fault("event", $"has {map.Text("event")}, which is no kind of event; `chorus case schema` lists them");
        var step = new Step
        {
            Id = id,
            Does = map.Text("does"),
            Event = kind,
            Which = Which(map, kind),
            EachAllegation = map.Maybe("each") is null || ProcessReader.OneOf(map, "each", "allegation", "case"),
            To = [.. map.Texts("to").Select(r => Party(map, r))],
            By = By(map, kind),
            After = [.. map.Texts("after").Select(text => After(map, text, above))],
            Within = Within(map, above),
            Asks = Asks(map, kind),
        };
        map.RequireNoMore();
        return step;
    }

    private static string? Which(YamlMap map, EventKind kind)
    {
        var which = map.Maybe("which");
        return which is null || kind.Whiches.Contains(which) ? which
            : throw map.Fault("which", kind.Whiches.Count == 0 ? $"has no meaning for {kind}: leave it out" : $"has {which}, which is none of {string.Join(", ", kind.Whiches)}");
    }

    private static Role Party(YamlMap map, string code) => ProcessReader.CodeOf<Role>(map, "to", code) is var role && s_parties.Contains(role)
        ? role
        : throw map.Fault("to", $"has {code}, which is none of {string.Join(", ", s_parties.Select(Code.Of))}");

    private static IReadOnlyList<Role> By(YamlMap map, EventKind kind)
    {
        var by = map.Texts("by").Select(code => ProcessReader.CodeOf<Role>(map, "by", code)).ToArray();
        return by.FirstOrDefault(role => !kind.MayAct.Contains(role)) is var wider && by.Any(role => !kind.MayAct.Contains(role))
            ? throw map.Fault("by", $"has {Code.Of(wider)}, who may not do {kind}; it can only narrow {string.Join(", ", kind.MayAct.Select(Code.Of))}")
            : by.Length > 0 ? by : kind.MayAct;
    }

    private static Before After(YamlMap map, string text, List<Step> above)
    {
        var parts = text.Split(" + ", 2);
        var wait = parts.Length == 1 ? (Period?)null
            : Period.TryRead(parts[1], out var period) ? period : throw map.Fault("after", $"has \"{text}\"; behind the + stands {Period.Wanted}");
        return new(Above(map, "after", parts[0], above), wait);
    }

    private static Limit? Within(YamlMap map, List<Step> above)
    {
        if (map.Maybe("within") is null)
        {
            return map.Maybe("of") is null ? null : throw map.Fault("of", "has no meaning without within");
        }

        return new(ProcessReader.PeriodOf(map, "within"), Above(map, "of", map.Text("of"), above));
    }

    private static string Above(YamlMap map, string key, string step, List<Step> above) =>
        above.Any(s => s.Id == step) ? step : throw map.Fault(key, $"has {step}, and no step above is called so");

    private static Dictionary<string, IReadOnlyList<string>> Asks(YamlMap map, EventKind kind)
    {
        var known = DescribedMembers.Of(kind);
        var asks = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var member in map.Map("asks", optional: true) is { } asked ? asked.Keys : [])
        {
            var values = map.Map("asks")!.Texts(member);
            var described = known.FirstOrDefault(m => m.Name == member)
                ?? throw map.Fault("asks", $"has {member}, which {kind} has not; it has {string.Join(", ", known.Select(m => m.Name))}");
            if (values.Count == 0 || values.FirstOrDefault(v => v != Given && !described.Values.Contains(v)) is not null)
            {
                throw map.Fault("asks", $"wants a value for {member} that it cannot have; say {Given}{string.Concat(described.Values.Select(v => $", {v}"))}");
            }

            asks[member] = values;
        }

        return asks;
    }

    /// <summary>What a step asks of a member that has to be there, whatever it says.</summary>
    internal const string Given = "given";
}
