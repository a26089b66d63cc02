using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>The JSON Schema (draft 2020-12) of events, made of the same descriptions that read them.</summary>
public static class EventSchema
{
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            ["description"] = "One event is one JSON object on one line. The first is case-opened; times never go back; an id is used once. "
                + "People are named before they are spoken of, and members of staff declare conflicts and are assigned before they act. "
                + "What may come when is said by the laws (docs/formats/case-events.md) and by the process of the case; a refusal says what is missing.",
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
