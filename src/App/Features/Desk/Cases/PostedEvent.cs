using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Cases;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>What can be said of a posted event before the case is looked at.</summary>
internal static class PostedEvent
{
    /// <summary>Bytes of a body.</summary>
    public const int MostBytes = 2 << 20;

    private const int IdLength = 32;

    // What the site says of an event, and nobody else.
    private static readonly string[] s_given = ["id", "time", "actor"];

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a text is an id of a case or a content: 32 small hex digits.</summary>
    public static bool IsId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The role of the member that is spelt so; null where the member has none such.</summary>
    public static Role? RoleOf(System.Security.Claims.ClaimsPrincipal user, string spelt) =>
        Roles.Read([spelt]) is [var role] && user.Has(role) ? role : null;

    public static IResult NotYourRole() => Problems.Refuse(StatusCodes.Status403Forbidden, "not-allowed", "You do not have this role in your organisation, so you cannot act in it. Ask your organisation's administrator.");

    /// <summary>The event as a line, with what the site gives it; null where it tries to say that itself, or is no object of well-formed texts.</summary>
    public static string? Line(JsonElement posted, string? kind, int number, DateTimeOffset now, string pseudonym, string role)
    {
        if (posted.ValueKind != JsonValueKind.Object || JsonObject.Create(posted) is not { } line)
        {
            return null;
        }
        try
        {
            if (s_given.Any(line.ContainsKey) || (kind is not null && line.ContainsKey("kind")))
            {
                return null;
            }
            if (kind is not null)
            {
                line["kind"] = kind;
            }
            line["id"] = $"e{number}";
            line["time"] = CaseTimes.Spelt(now);
            line["actor"] = new JsonObject { ["pseudonym"] = pseudonym, ["role"] = role };
            return line.ToJsonString(s_plain);
        }
        // A member that stands twice, or half a surrogate pair, is found only when it is looked at.
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult Malformed() => Problems.Malformed("An event is an object with its kind and members; id, time and actor are given by the site, so leave them out.");

    /// <summary>The refusal of sealed contents that no store takes; null where it takes them.</summary>
    public static IResult? RefusalOf(IReadOnlyList<SealedPost> contents, string organisation, Manifest manifest)
    {
        if (contents.Any(c => c is null || !IsId(c.Id)) || contents.DistinctBy(c => c.Id).Count() != contents.Count)
        {
            return ContentMalformed("An id is 32 small hex digits, and each stands once.");
        }
        var epoch = manifest.FindOrganisation(organisation)?.CurrentKey.Epoch;
        foreach (var content in contents)
        {
            try
            {
                if (CaseContent.EpochOf(content.Sealed) != epoch)
                {
                    return ContentMalformed("It is not sealed to the newest key of your organisation. Load the page again.");
                }
            }
            catch (SealingException)
            {
                return ContentMalformed("It does not follow docs/formats/case-content.md.");
            }
        }
        return null;
    }

    /// <summary>The refusal of contents that are not exactly those to which an event refers for the first time; null where they are.</summary>
    /// <param name="contents">what came.</param>
    /// <param name="references">of the event.</param>
    /// <param name="known">the hash of each content that the case has, by its id: there is no second hash for one.</param>
    public static IResult? RefusalOf(IReadOnlyList<SealedPost> contents, IReadOnlyList<SealedReference> references, IReadOnlyDictionary<string, string> known)
    {
        foreach (var reference in references)
        {
            var content = contents.FirstOrDefault(c => c.Id == reference.Id);
            var hash = known.GetValueOrDefault(reference.Id);
            if (content is null && hash is null)
            {
                return Problems.Refuse(StatusCodes.Status400BadRequest, "content-missing", "The event refers to sealed content that did not come with it. Send both together.");
            }
            if ((content is not null && hash is not null) || reference.Hash != (hash ?? CaseContents.HashOf(content!.Sealed)))
            {
                return Problems.Refuse(StatusCodes.Status400BadRequest, "content-hash", "The sealed content is not the one whose hash the event gives. Seal it anew, under a new id.");
            }
        }
        return contents.Any(c => references.All(r => r.Id != c.Id))
            ? Problems.Refuse(StatusCodes.Status400BadRequest, "content-unasked", "There is sealed content to which the event does not refer. Leave it out.")
            : null;
    }

    /// <summary>The event of a line, or the refusal of a line that is none.</summary>
    public static (CaseEvent? Event, IResult? Refusal) Read(string? line)
    {
        if (line is null)
        {
            return (null, Malformed());
        }
        var read = EventReader.Read(line);
        return (read.Event, read.Event is null ? Refusal("line", read.Fault!, null) : null);
    }

    /// <summary>The case with an event, or what the rules refuse, with the law.</summary>
    public static (CaseState? State, IResult? Refusal) Judge(CaseState state, CaseEvent @event) => Rulebook.BuiltIn.Apply(state, @event) switch
    {
        Accepted accepted => (accepted.State, null),
        var outcome => (null, outcome is Refused refused ? Refusal(refused.Id, refused.Reason, refused.Law) : throw new InvalidOperationException("an event is accepted or refused")),
    };

    public static IResult Refusal(string by, string reason, string? law) => law is null
        ? Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "event-refused", reason, ("by", by), ("reason", reason))
        : Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "event-refused", reason, ("by", by), ("reason", reason), ("law", law));

    private static IResult ContentMalformed(string sentence) => Problems.Refuse(StatusCodes.Status400BadRequest, "content-malformed", $"A sealed content cannot be kept. {sentence}");
}

/// <param name="Id">32 hex digits, chosen by the browser.</param>
/// <param name="Sealed">docs/formats/case-content.md.</param>
internal sealed record SealedPost(string Id, byte[] Sealed);
