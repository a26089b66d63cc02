using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.Escrow;

namespace Chorus.App.Members.Record;

/// <summary>Something that was done with a member, a role or a key (docs/formats/member-events.md).</summary>
/// <param name="Kind">one of <see cref="MemberEventKind"/>.</param>
/// <param name="At">the hour in which it was done.</param>
internal sealed record MemberEvent(string Kind, string At)
{
    /// <summary>Who did it: a member's id; null where it was nobody who signs in.</summary>
    public string? By { get; init; }

    /// <summary>With whom: a member's id; null for what concerns the whole organisation.</summary>
    public string? Member { get; init; }

    /// <summary>The member's roles from now on; null where it is not about roles.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>Epoch of the key; null where it is not about a key.</summary>
    public uint? Epoch { get; init; }

    /// <summary>SHA-256 over the two public keys of a new key in hexadecimal; null for other kinds.</summary>
    public string? Key { get; init; }

    /// <summary>SHA-256 of what was asked, sealed, in hexadecimal; null where it is not about an extract.</summary>
    public string? Extract { get; init; }

    /// <summary>The hash of an invitation's code in hexadecimal; null where it is not about one.</summary>
    public string? Invitation { get; init; }

    /// <summary>The canonical line: members by name, what is null left out, no white space.</summary>
    public string ToLine() => LogContent.Write(writer =>
    {
        writer.WriteString("at", At);
        Write(writer, "by", By);
        if (Epoch is { } epoch)
        {
            writer.WriteNumber("epoch", epoch);
        }
        Write(writer, "extract", Extract);
        Write(writer, "invitation", Invitation);
        Write(writer, "key", Key);
        writer.WriteString("kind", Kind);
        Write(writer, "member", Member);
        if (Roles is not null)
        {
            writer.WriteStartArray("roles");
            foreach (var role in Members.Roles.All.Where(Roles.Contains))
            {
                writer.WriteStringValue(role.Spelling());
            }
            writer.WriteEndArray();
        }
    });

    /// <summary>Reads a line; null for one that is none, whatever somebody made of it.</summary>
    public static MemberEvent? Read(string line)
    {
        try
        {
            using var read = JsonDocument.Parse(line);
            var root = read.RootElement;
            var made = new MemberEvent(Text(root, "kind")!, Text(root, "at")!)
            {
                By = Text(root, "by"), Member = Text(root, "member"), Key = Text(root, "key"), Extract = Text(root, "extract"), Invitation = Text(root, "invitation"),
                Epoch = root.TryGetProperty("epoch", out var epoch) ? epoch.GetUInt32() : null,
                Roles = root.TryGetProperty("roles", out var roles) ? Members.Roles.Read(roles.EnumerateArray().Select(r => r.GetString())) : null,
            };
            // One spelling for each event: what is written otherwise was not written here.
            return made.Kind is not null && Hour.TryParse(made.At, out _) && made.ToLine() == line ? made : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static void Write(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
