using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;

namespace Chorus.Cli.Match;

/// <summary>Reads one line of the input and checks everything that can be checked without the others.</summary>
internal static class LineReader
{
    internal const int LongestText = 100_000;
    internal const int LongestOrganisation = 64;
    internal const int MostIdentifiers = 4;

    public static ReadLine Read(int number, ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new ReadLine(number, null, "it is not a JSON object");
            }
            var fields = new LineFields(root);
            var read = Read(fields);
            return fields.Fault is { } fault ? new ReadLine(number, null, fault) : new ReadLine(number, read, null);
        }
        catch (JsonException e)
        {
            return new ReadLine(number, null, $"it is not JSON (at byte {e.BytePositionInLine + 1})");
        }
    }

    private static InputLine Read(LineFields fields)
    {
        if (fields.Member("run") is { } run)
        {
            if (run.ValueKind != JsonValueKind.True)
            {
                fields.Blame("\"run\" can only be true");
            }
            return new InputLine.Run();
        }
        return fields.Member("withdraw") is null ? Report(fields) : new InputLine.Withdraw(fields.Required("withdraw"));
    }

    private static InputLine.Report Report(LineFields fields)
    {
        var report = new InputLine.Report(
            fields.Required("id"),
            fields.Required("reporter"),
            ReadQuorum(fields),
            Organisation(fields),
            Respondent(fields),
            fields.Texts("acts"),
            fields.Optional("when"),
            fields.Optional("country"),
            fields.Optional("sector"),
            fields.Optional("text"));
        if (report.Respondent.Count == 0 && !report.Quorum.IsKeep)
        {
            fields.Blame("it names nobody, which only a report that is kept may do; give \"respondent\" 1 to 4 identifiers");
        }
        // Characters, not UTF-16 units: two of those make one emoji.
        if (report.Text.Length > LongestText && report.Text.EnumerateRunes().Count() > LongestText)
        {
            fields.Blame($"its text is longer than {LongestText:N0} characters");
        }
        return report;
    }

    private static Quorum ReadQuorum(LineFields fields)
    {
        switch (fields.Member("quorum"))
        {
            case { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var voices) && voices is >= 1 and <= Quorum.Most:
                return Quorum.Of(voices);
            case { ValueKind: JsonValueKind.String } word when word.ValueEquals("keep"):
                return Quorum.Keep;
            default:
                fields.Blame("its quorum is neither a number from 1 to 7 nor \"keep\"");
                return Quorum.Keep;
        }
    }

    private static string Organisation(LineFields fields)
    {
        var organisation = fields.Required("organisation");
        if (organisation.Length > LongestOrganisation || !organisation.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
        {
            fields.Blame($"its organisation is not 1 to {LongestOrganisation} lower-case letters, digits and hyphens");
        }
        return organisation;
    }

    private static List<Named> Respondent(LineFields fields)
    {
        var named = new List<Named>(MostIdentifiers);
        if (fields.Member("respondent") is not { } respondent)
        {
            return named;
        }
        if (respondent.ValueKind != JsonValueKind.Array || respondent.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.Object))
        {
            fields.Blame("\"respondent\" has to be a list of objects");
            return named;
        }
        if (respondent.GetArrayLength() > MostIdentifiers)
        {
            fields.Blame($"it names more than {MostIdentifiers} identifiers");
            return named;
        }
        foreach (var entry in respondent.EnumerateArray())
        {
            if (One(fields, entry, named.Count + 1) is not { } one)
            {
                break;
            }
            named.Add(one);
        }
        return named;
    }

    private static Named? One(LineFields line, JsonElement entry, int number)
    {
        var fields = new LineFields(entry);
        var word = fields.Optional("kind");
        var (value, region, place) = (fields.Optional("value"), fields.Optional("region"), fields.Optional("place"));
        if (fields.Fault is { } fault)
        {
            line.Blame($"identifier {number}: {fault}");
        }
        else if (!IdentifierKinds.TryParse(word, out var kind))
        {
            line.Blame($"identifier {number}: there is no such kind; the kinds are {string.Join(", ", IdentifierKinds.All.Select(known => known.Word()))}");
        }
        else
        {
            var identifier = new Identifier(kind, value, region, place);
            if (Canonical.TryMake(identifier, out var canonical, out var reason))
            {
                return new Named(identifier, canonical);
            }
            line.Blame($"identifier {number} ({word}): {reason.Sentence.TrimEnd('.')}");
        }
        return null;
    }
}
