using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Replay;

/// <summary>What a page needs to know to offer events: processes, calendars, places, laws and the schema (docs/formats/site-api.md).</summary>
public static class RulesJson
{
    /// <summary>The rules as JSON.</summary>
    public static JsonObject Of(Rulebook rules) => new()
    {
        ["processes"] = List(rules.Processes.Values.OrderBy(p => p.Name, StringComparer.Ordinal), Process),
        ["holidays"] = List(rules.Holidays.Values.OrderBy(h => h.Name, StringComparer.Ordinal), h => new() { ["name"] = h.Name, ["title"] = h.Title }),
        ["jurisdictions"] = List(BuiltInFiles.Jurisdictions.Values.OrderBy(j => j.Code, StringComparer.Ordinal), j => new() { ["code"] = j.Code, ["name"] = j.Name }),
        ["laws"] = List(LawBook.All, l => new() { ["id"] = l.Id, ["sentence"] = l.Sentence }),
        ["mayAct"] = new JsonObject(EventKinds.All.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Texts(k.MayAct.Select(Code.Of))))),
        ["schema"] = EventSchema.Schema(),
    };

    private static JsonObject Process(Process process) => new()
    {
        ["id"] = process.Id, ["name"] = process.Name, ["version"] = process.Version, ["title"] = process.Title, ["about"] = process.About,
        ["standards"] = Texts(process.Standards.Select(Code.Of)), ["appealGrounds"] = Texts(process.AppealGrounds.Select(Code.Of)),
        ["steps"] = List(process.Steps, s => new()
        {
            ["id"] = s.Id, ["does"] = s.Does, ["event"] = s.Event.Name, ["which"] = s.Which, ["by"] = Texts(s.By.Select(Code.Of)), ["to"] = Texts(s.To.Select(Code.Of)),
        }),
    };

    private static JsonArray List<T>(IEnumerable<T> entries, Func<T, JsonObject> one) => new([.. entries.Select(e => (JsonNode)one(e))]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
