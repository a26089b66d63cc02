using System.Text;
using System.Text.Json;
using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>A line that was read: an event, or the sentence that says why it is none.</summary>
/// <param name="Event">the event; null where the line is none.</param>
/// <param name="Fault">what to mend; null where it is one.</param>
public sealed record ReadLine(CaseEvent? Event, string? Fault);

/// <summary>Reads events from lines of JSON (docs/formats/case-events.md). Whatever comes in, no exception goes out.</summary>
public static class EventReader
{
    /// <summary>Longest line that is read, in bytes of UTF-8. The longest event of the schema is far shorter.</summary>
    public const int MostBytes = 32 * 1024;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private static readonly CodeShape<Role> s_role = new();

    /// <summary>Reads one line.</summary>
    /// <param name="line">without its line end.</param>
    public static ReadLine Read(string line)
    {
        try
        {
            return new(Parsed(line), null);
        }
        catch (LineException e)
        {
            return new(null, e.Message);
        }
        // A string with half a surrogate pair is found only when it is looked at.
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new(null, "The line is no JSON object: write one event as one object on one line, each member once.");
        }
    }

    /// <summary>Reads a time as events spell it.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset time) => InstantShape.TryRead(text, out time);

    private static CaseEvent Parsed(string line)
    {
        if (Encoding.UTF8.GetByteCount(line) > MostBytes)
        {
            throw new LineException($"The line is longer than {MostBytes} bytes, which no event is.");
        }

        using var document = JsonDocument.Parse(line, s_strict);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new LineException("The line is no JSON object: write one event as one object on one line.");
        }

        var members = root.EnumerateObject().ToDictionary(m => m.Name, m => m.Value);
        var kind = Kind(members);
        var id = Names.Event.Read(Member(members, "id"), "id");
        var time = Names.Instant.Read(Member(members, "time"), "time");
        var actor = ReadActor(Member(members, "actor"));
        var sealedContent = new List<SealedReference>();
        var values = members.Where(m => !Envelope.Contains(m.Key)).ToDictionary(m => m.Key, m => Spelt(m.Value));
        var read = new JsonMembers(new(id, kind, time, actor, CanonicalLine.Of(root), values, sealedContent), members, sealedContent);
        var made = kind.Read(read);
        read.RequireNoMore();
        return made;
    }

    /// <summary>The members that every event has.</summary>
    internal static readonly IReadOnlyList<string> Envelope = ["kind", "id", "time", "actor"];

    private static EventKind Kind(Dictionary<string, JsonElement> members)
    {
        var value = Member(members, "kind");
        return value.ValueKind == JsonValueKind.String && EventKinds.ByName.TryGetValue(value.GetString()!, out var kind)
            ? kind
            : throw new LineException("\"kind\" has to be a kind of event; `chorus case schema` lists them.");
    }

    private static Actor ReadActor(JsonElement value)
    {
        const string Wanted = "\"actor\" has to be {\"pseudonym\": such as staff-1, \"role\": such as case-officer}.";
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 2
            || !value.TryGetProperty("pseudonym", out var pseudonym) || !value.TryGetProperty("role", out var role))
        {
            throw new LineException(Wanted);
        }

        var actor = new Actor(Names.Actor.Read(pseudonym, "actor.pseudonym"), s_role.Read(role, "actor.role"));
        return actor.Pseudonym.StartsWith(Roles.Word(actor.Role), StringComparison.Ordinal)
            ? actor
            : throw new LineException($"\"actor\": the pseudonym of the role {Code.Of(actor.Role)} begins with {Roles.Word(actor.Role)}.");
    }

    internal static JsonElement Member(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) ? value : throw new LineException($"\"{name}\" is missing.");

    private static string Spelt(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => "sealed",
        JsonValueKind.Array => "list",
        _ => value.GetRawText(),
    };
}
