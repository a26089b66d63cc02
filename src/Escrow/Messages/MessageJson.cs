using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Messages;

/// <summary>
/// A message as it is sealed: words alone, or with <c>kind</c> and <c>details</c>. Those two are elements because a member
/// that is not there differs from one that is null, which neither form has.
/// </summary>
internal sealed record MessageJson(string Format, string Text, string Hour, JsonElement Kind = default, JsonElement Details = default)
{
    internal const string OfKinds = "chorus/message/2";
    private const int LongestKind = 40;

    internal static MessageJson Of(MessageKind kind, string text, string hour) =>
        new(OfKinds, text, hour, JsonSerializer.SerializeToElement(kind.Name), MessageKindJson.Details(kind));

    /// <summary>Reads either form in one pass: a second look at bytes that a stranger chose would cost as much again.</summary>
    /// <exception cref="MalformedException">it follows neither.</exception>
    internal static MessageText Read(ReadOnlySpan<byte> utf8, Direction from)
    {
        var json = StrictJson.Read<MessageJson>(utf8, "the message");
        if (!Escrow.Hour.TryParse(json.Hour, out _))
        {
            throw new MalformedException("the message has no hour");
        }

        var members = (json.Kind.ValueKind, json.Details.ValueKind);
        return (json.Format, members) switch
        {
            (MessageText.CurrentFormat, (JsonValueKind.Undefined, JsonValueKind.Undefined)) => new(json.Format, json.Text, json.Hour),
            (OfKinds, (JsonValueKind.String, JsonValueKind.Object)) => new(json.Format, json.Text, json.Hour)
            {
                Kind = MessageKindJson.Read(NameOf(json.Kind), json.Details, from),
            },
            _ => throw new MalformedException("the message is of no known form"),
        };
    }

    /// <summary>Always <c>[message]</c>.</summary>
    public override string ToString() => "[message]";

    private static string NameOf(JsonElement kind) =>
        StrictJson.Read<string>(kind, "the kind") is { Length: > 0 and <= LongestKind } name
            ? name
            : throw new MalformedException("the name of the kind is not 1 to 40 characters");
}
