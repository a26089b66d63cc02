using System.Globalization;
using Chorus.Cases.Codes;
using Chorus.Cases.State;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Jurisdictions;

/// <summary>One thing that the law of a place says on agreements that silence, or on telling another employer. Information, not advice.</summary>
/// <param name="Place">of which place: California.</param>
/// <param name="Says">one sentence.</param>
/// <param name="Source">where it stands.</param>
/// <param name="AsOf">the day up to which we know it to be so.</param>
/// <param name="For">with which statements for another employer it goes; null for all, and for what is no such line.</param>
public sealed record LawLine(string Place, string Says, string Source, DateOnly AsOf, StatementKind? For = null)
{
    internal bool IsFor(StatementKind says) => For is null || For == says;
}

/// <summary>What is known of the law of a place: a jurisdiction file (docs/formats/case-process.md). Nothing is decided by it.</summary>
public sealed class Jurisdiction
{
    private const string Format = "chorus/jurisdiction/1";

    /// <summary>What is said wherever lines are shown.</summary>
    public const string Notice = "Information, not advice: it may be incomplete or out of date, and nothing in a case is decided by it. Ask a lawyer of the place.";

    /// <summary>ISO 3166, or EU: US-CA.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Places whose lines apply here too.</summary>
    public required IReadOnlyList<string> Within { get; init; }

    /// <summary>What is known.</summary>
    public required IReadOnlyList<LawLine> Lines { get; init; }

    /// <summary>What is known on telling another employer of a person; empty where nothing is.</summary>
    public required IReadOnlyList<LawLine> Statements { get; init; }

    /// <summary>What is left out.</summary>
    public required string NotCovered { get; init; }

    /// <summary>What is left out on telling another employer; said with every statement that has a line of the place.</summary>
    public string? StatementsNotCovered { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CaseFileException">naming the place and what to change.</exception>
    public static Jurisdiction Parse(string file, string text)
    {
        var root = YamlMap.Root(file, text, Format);
        var name = root.Text("name");
        var read = new Jurisdiction
        {
            Code = root.Text("code"), Name = name, Within = root.Texts("within"), NotCovered = root.Text("not-covered"),
            Lines = [.. root.Maps("lines").Select(line => ReadLine(line, name))],
            Statements = [.. root.Maps("statements").Select(line => ReadLine(line, name, isStatement: true))],
            StatementsNotCovered = root.Maybe("statements-not-covered"),
        };
        if (read.Statements.Count > 0 != read.StatementsNotCovered is not null)
        {
            throw root.Fault("statements-not-covered", "has to be there where \"statements\" is, and only there: silence would read as completeness");
        }

        root.RequireNoMore();
        return read;
    }

    private static LawLine ReadLine(YamlMap line, string place, bool isStatement = false)
    {
        var asOf = DateOnly.TryParseExact(line.Text("as-of"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw line.Fault("as-of", "has to be a day such as 2025-01-01");
        StatementKind? only = !isStatement || line.Maybe("for") is not { } code ? null
            : Codes.Code.TryRead<StatementKind>(code, out var kind) ? kind : throw line.Fault("for", "has to be findings or departure");
        var read = new LawLine(place, line.Text("says"), line.Text("source"), asOf, only);
        line.RequireNoMore();
        return read;
    }

    /// <summary>What is known for a settlement: the lines of its place and of those that it lies within, and what they leave out; empty where nothing is.</summary>
    public static IReadOnlyList<Jurisdiction> For(SettlementMade settlement) => For(settlement.Jurisdiction);

    /// <summary>What is known of a place by its code, and of those that it lies within.</summary>
    public static IReadOnlyList<Jurisdiction> For(string code) => Chain(code, []);

    private static List<Jurisdiction> Chain(string code, List<Jurisdiction> found)
    {
        if (BuiltInFiles.Jurisdictions.TryGetValue(code, out var jurisdiction))
        {
            if (!found.Contains(jurisdiction))
            {
                found.Add(jurisdiction);
                jurisdiction.Within.ToList().ForEach(wider => Chain(wider, found));
            }
        }
        else if (code.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen)
        {
            // A part of a country without a file of its own still has the country's.
            Chain(code[..hyphen], found);
        }

        return found;
    }
}
