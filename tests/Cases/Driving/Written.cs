using System.Text.Json.Nodes;

namespace Chorus.Cases.Tests.Driving;

/// <summary>An event that somebody wants to bring about: everything but its id and time.</summary>
internal sealed record Proposal(string Pseudonym, string Role, string Kind, params (string Name, JsonNode? Value)[] Members);

/// <summary>Writes events as lines, as a stranger with the schema would.</summary>
internal static class Written
{
    /// <summary>Sealed content that differs by its number.</summary>
    internal static JsonObject Sealed(int number) => new() { ["id"] = $"{number:x32}", ["hash"] = $"{number:x64}" };

    internal static JsonArray List(params IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    internal static string Line(Proposal proposal, string id, DateTimeOffset time)
    {
        var line = new JsonObject
        {
            ["kind"] = proposal.Kind, ["id"] = id, ["time"] = $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}",
            ["actor"] = new JsonObject { ["pseudonym"] = proposal.Pseudonym, ["role"] = proposal.Role },
        };
        foreach (var (name, value) in proposal.Members.Where(m => m.Value is not null))
        {
            line[name] = value!.DeepClone();
        }

        return line.ToJsonString();
    }
}
