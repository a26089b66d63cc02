using System.Text.Json;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>Members that are read from a line. What nobody asked for is refused, so that nothing can be told beside the schema.</summary>
internal sealed class JsonMembers(EventHead head, Dictionary<string, JsonElement> members, List<SealedReference> sealedContent) : Members
{
    private readonly HashSet<string> _asked = [.. EventReader.Envelope];

    internal override EventHead Head => head;

    internal override T Need<T>(string name, Shape<T> shape, string means)
    {
        _asked.Add(name);
        return Kept(shape.Read(EventReader.Member(members, name), name));
    }

    internal override T? May<T>(string name, Shape<T> shape, string means)
        where T : class
    {
        _asked.Add(name);
        return members.TryGetValue(name, out var value) ? Kept(shape.Read(value, name)) : null;
    }

    internal override T? MayValue<T>(string name, Shape<T> shape, string means)
    {
        _asked.Add(name);
        return members.TryGetValue(name, out var value) ? shape.Read(value, name) : null;
    }

    /// <exception cref="LineException">where the line has a member that its kind does not know.</exception>
    internal void RequireNoMore()
    {
        // The stray member's name could tell what nobody may read here: it is not repeated.
        if (members.Keys.Any(name => !_asked.Contains(name)))
        {
            var own = _asked.Where(name => !EventReader.Envelope.Contains(name)).ToArray();
            throw new LineException($"A member is unknown: {head.Kind} has {string.Join(", ", EventReader.Envelope)}{string.Concat(own.Select(name => $", {name}"))} and nothing else. What is told in words has to be sealed.");
        }
    }

    private T Kept<T>(T value)
    {
        if (value is SealedReference reference)
        {
            sealedContent.Add(reference);
        }

        return value;
    }
}
