using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Cases.Codes;

namespace Chorus.Cases.Shapes;

/// <summary>The shapes of everything an event may name. None of them can carry a word of what happened.</summary>
internal static class Names
{
    private const string Number = "[1-9][0-9]{0,5}";

    internal static readonly PatternShape Event = Numbered("e", "the id of an event");
    internal static readonly PatternShape Allegation = Numbered("a", "an allegation");
    internal static readonly PatternShape Evidence = Numbered("x", "a piece of evidence");
    internal static readonly PatternShape Measure = Numbered("m", "a measure");
    internal static readonly PatternShape Dismissal = Numbered("d", "a dismissal");
    internal static readonly PatternShape Appeal = Numbered("p", "an appeal");
    internal static readonly PatternShape Settlement = Numbered("s", "a settlement");
    internal static readonly PatternShape Lesson = Numbered("l", "a lesson");
    internal static readonly PatternShape Statement = Numbered("t", "a statement");
    internal static readonly PatternShape Digest = new("[0-9a-f]{64}", "64 small hex digits");

    internal static readonly PatternShape Staff = People("staff");
    internal static readonly PatternShape Reporter = People("reporter");
    internal static readonly PatternShape ReporterOrWitness = People("reporter", "witness");
    internal static readonly PatternShape Respondent = People("respondent");
    internal static readonly PatternShape Adviser = People("adviser");
    internal static readonly PatternShape RespondentOrAdviser = People("respondent", "adviser");
    internal static readonly PatternShape Party = People("reporter", "respondent", "witness");
    internal static readonly PatternShape Person = People("reporter", "respondent", "witness", "adviser", "staff");
    internal static readonly PatternShape Actor = new($"(?:reporter|respondent|witness|adviser|staff)-{Number}|system", "a pseudonym such as reporter-1 or staff-12, or system");

    internal static readonly PatternShape Process = new($"[a-z][a-z0-9-]{{0,39}}@[1-9][0-9]{{0,2}}", "a process and its version, such as fair-process@1");
    internal static readonly PatternShape Step = new("[a-z][a-z0-9-]{0,39}", "a step or period of the process, such as answer");
    internal static readonly PatternShape Calendar = new("[a-z][a-z0-9-]{0,39}", "the name of a holiday file, such as us-federal");
    internal static readonly PatternShape Zone = new("[A-Za-z][A-Za-z0-9_+-]{0,19}(?:/[A-Za-z][A-Za-z0-9_+-]{0,29}){0,2}", "an IANA time zone such as Europe/Madrid");
    internal static readonly PatternShape Jurisdiction = new("[A-Z]{2}(?:-[A-Z0-9]{1,3})?", "a country or part of one by ISO 3166, such as IE or US-CA, or EU");

    internal static readonly DateShape Day = new();
    internal static readonly InstantShape Instant = new();
    internal static readonly FlagShape Flag = new();
    internal static readonly SealedShape Sealed = new();

    private static PatternShape Numbered(string letter, string what) => new($"{letter}{Number}", $"{what}: {letter} and a number, such as {letter}1");

    private static PatternShape People(params string[] words) =>
        new($"(?:{string.Join('|', words)})-{Number}", $"a pseudonym: {string.Join(", ", words)} with a number, such as {words[0]}-1");
}

/// <summary>What a member of staff says of one person who is named in the case.</summary>
/// <param name="Party">of whom.</param>
/// <param name="Conflict">what they are to each other.</param>
public sealed record DeclaredTowards(string Party, Conflict Conflict);

/// <summary>One line of a declaration of conflicts.</summary>
internal sealed class DeclaredShape : Shape<DeclaredTowards>
{
    private static readonly CodeShape<Conflict> s_conflict = new();

    internal override string Wanted => "{\"party\": a pseudonym, \"conflict\": a code}";

    internal override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["party"] = Names.Party.Schema(), ["conflict"] = s_conflict.Schema() },
        ["required"] = new JsonArray("party", "conflict"),
        ["additionalProperties"] = false,
    };

    internal override DeclaredTowards Read(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 2
            || !value.TryGetProperty("party", out var party) || !value.TryGetProperty("conflict", out var conflict))
        {
            throw Fault(place);
        }

        return new(Names.Party.Read(party, $"{place}.party"), s_conflict.Read(conflict, $"{place}.conflict"));
    }
}
