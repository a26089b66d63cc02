using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Laws;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>The JSON Schema (draft 2020-12) of events, made of the same descriptions that read them.</summary>
public static class EventSchema
{
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Story =
        "One event is one JSON object on one line of a file; a case is its accepted events. Times never go back and an id is used once. "
        + "A case begins with case-opened, then party-named for each reporter, respondent and witness. Each member of staff says in conflicts-declared what they are to each person named, "
        + "and another (an administrator, for instance) assigns them; who is named later is declared on before anybody acts on. An allegation-made is one act, one reporter, one respondent. "
        + "Then notice-sent (allegations) to both sides, interviews, evidence-shown to both sides, and, once the time to answer and to look at the evidence is over, finding-made by a decision maker "
        + "who did not investigate. Both sides get notice-sent (decision, with tells-of); each may file an appeal, of which the other is told and which another decides. "
        + "When no period runs any more, lesson-written for every allegation, and case-closed. Departures, settlements and withdrawals come at any time and close nothing. "
        + "A process can ask for more steps (chorus case replay says which is missing). Nothing is told in words: what people said, and why, is sealed elsewhere and referred to.";

    /// <summary>The schema, indented.</summary>
    public static string Text() => Schema().ToJsonString(s_written);

    internal static JsonObject Schema()
    {
        var definitions = new JsonObject { ["sealed"] = Sealed(), ["actor"] = Actor() };
        foreach (var kind in EventKinds.All)
        {
            definitions[kind.Name] = Kind(kind);
        }

        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:chorus:case-event:1",
            ["title"] = "An event of a case",
            ["description"] = Story,
            ["$comment"] = $"The laws, which no process can switch off. {string.Join(' ', LawBook.All.Select(law => $"{law.Id}: {law.Sentence}"))}",
            ["type"] = "object",
            ["required"] = new JsonArray([.. EventReader.Envelope.Select(m => (JsonNode)m)]),
            ["oneOf"] = new JsonArray([.. EventKinds.All.Select(k => (JsonNode)new JsonObject { ["$ref"] = $"#/$defs/{k.Name}" })]),
            ["$defs"] = definitions,
        };
    }

    private static JsonObject Kind(EventKind kind)
    {
        var members = DescribedMembers.Of(kind);
        var properties = new JsonObject
        {
            ["kind"] = new JsonObject { ["const"] = kind.Name },
            ["id"] = Described(Names.Event.Schema(), "e and a number, used once in a case; refused events use none up."),
            ["time"] = Described(Names.Instant.Schema(), "When it happened, with the offset; not before the event before it."),
            ["actor"] = Described(new() { ["$ref"] = "#/$defs/actor" }, $"Who did it, in the role {string.Join(" or ", kind.MayAct.Select(Code.Of))}."),
        };
        foreach (var member in members)
        {
            properties[member.Name] = Described(member.Schema, member.Means);
        }

        return new()
        {
            ["description"] = kind.Means,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. EventReader.Envelope.Concat(members.Where(m => m.IsNeeded).Select(m => m.Name)).Select(m => (JsonNode)m)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Sealed() => Exactly("Sealed content: where it lies and what it was, never what it says.", new()
    {
        ["id"] = Described(SealedShape.Id.Schema(), "Random, 16 bytes in hex."),
        ["hash"] = Described(SealedShape.Hash.Schema(), "SHA-256 of the ciphertext, in hex."),
    });

    // One alternative for each word, since the pseudonym of a role begins with its word.
    private static JsonObject Actor() => new()
    {
        ["description"] = "Who acts: a pseudonym, and the part in which they act.",
        ["oneOf"] = new JsonArray([.. Code.All<Role>().GroupBy(Roles.Word).Select(g => (JsonNode)Exactly(null, new()
        {
            ["pseudonym"] = new JsonObject { ["type"] = "string", ["pattern"] = g.Key == "system" ? "^system$" : $"^{g.Key}[1-9][0-9]{{0,5}}$" },
            ["role"] = new CodeShape<Role>([.. g]).Schema(),
        }))]),
    };

    private static JsonObject Exactly(string? description, JsonObject properties)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]),
            ["additionalProperties"] = false,
        };
        return description is null ? schema : Described(schema, description);
    }

    private static JsonObject Described(JsonObject schema, string means)
    {
        schema.Insert(0, "description", means);
        return schema;
    }
}
