using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cases.Shapes;

/// <summary>Yes or no.</summary>
internal sealed class FlagShape : Shape<bool>
{
    internal override string Wanted => "true or false";

    internal override JsonObject Schema() => new() { ["type"] = "boolean" };

    internal override bool Read(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault(place),
    };
}

/// <summary>One of a few whole numbers.</summary>
internal sealed class NumberShape(params int[] taken) : Shape<int>
{
    internal override string Wanted => $"one of the numbers {string.Join(", ", taken)}";

    internal override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. taken.Select(n => (JsonNode)n)]) };

    // The raw text, since 30.0 is a whole number to some readers and none to others.
    internal override int Read(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number && int.TryParse(value.GetRawText(), out var number) && taken.Contains(number) ? number : throw Fault(place);
}

/// <summary>A reference to sealed content.</summary>
internal sealed class SealedShape : Shape<SealedReference>
{
    internal static readonly PatternShape Id = new("[0-9a-f]{32}", "32 small hex digits");
    internal static readonly PatternShape Hash = new("[0-9a-f]{64}", "64 small hex digits");

    internal override string Wanted => "a reference to sealed content: {\"id\": 32 small hex digits, \"hash\": 64 small hex digits}";

    internal override JsonObject Schema() => new() { ["$ref"] = "#/$defs/sealed" };

    internal override SealedReference Read(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 2
            || !value.TryGetProperty("id", out var id) || !value.TryGetProperty("hash", out var hash))
        {
            throw Fault(place);
        }

        return new(Id.Read(id, $"{place}.id"), Hash.Read(hash, $"{place}.hash"));
    }
}

/// <summary>A list, without repetitions but where it says so.</summary>
/// <param name="item">what stands in it.</param>
/// <param name="least">how many at least.</param>
/// <param name="mayRepeat">whether one thing may stand in it twice.</param>
internal sealed class ListShape<T>(Shape<T> item, int least, bool mayRepeat = false) : Shape<IReadOnlyList<T>>
{
    /// <summary>How many at most: more than any case has, few enough to be read at once.</summary>
    internal const int Most = 200;

    internal override string Wanted => $"a list of {least} to {Most}, each {item.Wanted}";

    internal override JsonObject Schema() => new()
    {
        ["type"] = "array", ["items"] = item.Schema(), ["minItems"] = least, ["maxItems"] = Most, ["uniqueItems"] = !mayRepeat,
    };

    internal override IReadOnlyList<T> Read(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < least || value.GetArrayLength() > Most)
        {
            throw Fault(place);
        }

        var items = value.EnumerateArray().Select((element, n) => item.Read(element, $"{place}[{n}]")).ToArray();
        return mayRepeat || items.Distinct().Count() == items.Length ? items : throw new LineException($"\"{place}\" names something twice; name it once.");
    }
}
