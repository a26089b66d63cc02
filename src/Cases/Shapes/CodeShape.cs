using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Cases.Codes;

namespace Chorus.Cases.Shapes;

/// <summary>One of a closed list of codes, each with its meaning.</summary>
/// <param name="only">which of them; all where left out.</param>
internal sealed class CodeShape<T>(params T[] only) : Shape<T>
    where T : struct, Enum
{
    private readonly IReadOnlyList<T> _taken = only.Length > 0 ? only : Code.All<T>();

    internal override string Wanted => $"one of {string.Join(", ", _taken.Select(Code.Of))}";

    internal override JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray([.. _taken.Select(code => (JsonNode)new JsonObject { ["const"] = Code.Of(code), ["description"] = Code.Meaning(code) })]),
    };

    internal override T Read(JsonElement value, string place) =>
        Code.TryRead<T>(Text(value, place), out var code) && _taken.Contains(code) ? code : throw Fault(place);
}
