using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Vectors;

/// <summary>One file of <c>vectors/</c> that is made from a seed: good examples, and bad ones with a name and a reason.</summary>
internal sealed class VectorSet(string format)
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonArray _good = [];
    private readonly JsonArray _bad = [];

    internal string FileName => $"{format}.json";

    internal void Good(string name, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        _good.Add(Entry([("name", name)], fields));

    internal void Bad(string name, string why, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        _bad.Add(Entry([("name", name), ("why", why)], fields));

    internal string ToJson() => new JsonObject
    {
        ["format"] = $"chorus/vectors/{format}/1",
        ["good"] = _good.DeepClone(),
        ["bad"] = _bad.DeepClone(),
    }.ToJsonString(s_readable) + "\n";

    private static JsonObject Entry(ReadOnlySpan<(string Name, object? Value)> head, ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var entry = new JsonObject();
        foreach (var (name, value) in head)
        {
            entry[name] = Node(value);
        }

        foreach (var (name, value) in fields)
        {
            entry[name] = Node(value);
        }

        return entry;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        byte[] bytes => Base64UrlText.Encode(bytes),
        IEnumerable<byte[]> list => new JsonArray([.. list.Select(b => (JsonNode)Base64UrlText.Encode(b))]),
        ulong number => number.ToString("x16"),
        IEnumerable<ulong> list => new JsonArray([.. list.Select(n => (JsonNode)n.ToString("x16"))]),
        string text => text,
        bool flag => flag,
        int number => number,
        uint number => number,
        _ => throw new ArgumentException($"no form for {value.GetType()} in a vector", nameof(value)),
    };
}
