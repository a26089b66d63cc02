using System.Text.Json.Nodes;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>A member of a kind of event, for the schema and for what process files ask.</summary>
/// <param name="Name">as events spell it.</param>
/// <param name="IsNeeded">whether it has to be there.</param>
/// <param name="Means">what it says.</param>
/// <param name="Schema">its values as JSON Schema.</param>
internal sealed record DescribedMember(string Name, bool IsNeeded, string Means, JsonObject Schema)
{
    /// <summary>The values that it can have, where they are a short list.</summary>
    internal IReadOnlyList<string> Values => Schema["oneOf"] is JsonArray codes ? [.. codes.Select(c => c!["const"]!.GetValue<string>())]
        : Schema["type"]?.GetValue<string>() == "boolean" ? ["true", "false"]
        : Schema["enum"] is JsonArray numbers ? [.. numbers.Select(n => n!.ToJsonString())]
        : [];
}

/// <summary>Members that are collected rather than read. The event that comes of it means nothing and is thrown away.</summary>
internal sealed class DescribedMembers : Members
{
    private readonly List<DescribedMember> _members = [];

    private DescribedMembers()
    {
    }

    /// <summary>The members of a kind besides those that every event has, in their order.</summary>
    internal static IReadOnlyList<DescribedMember> Of(EventKind kind)
    {
        var members = new DescribedMembers();
        kind.Read(members);
        return members._members;
    }

    internal override EventHead Head => null!;

    internal override T Need<T>(string name, Shape<T> shape, string means) => Collect(name, true, means, shape.Schema(), default(T)!);

    internal override T? May<T>(string name, Shape<T> shape, string means)
        where T : class => Collect<T?>(name, false, means, shape.Schema(), null);

    internal override T? MayValue<T>(string name, Shape<T> shape, string means) => Collect<T?>(name, false, means, shape.Schema(), null);

    private T Collect<T>(string name, bool isNeeded, string means, JsonObject schema, T nothing)
    {
        _members.Add(new(name, isNeeded, means, schema));
        return nothing;
    }
}
