using System.Globalization;
using Chorus.Sealing;

namespace Chorus.Escrow.Sheets;

/// <summary>What members write on a report for themselves (docs/formats/sheet.md). Prints nothing of itself.</summary>
/// <param name="Format"><c>chorus/sheet/1</c>.</param>
/// <param name="Notes">in the order in which they were written.</param>
/// <param name="Labels">at most 20, of 1 to 40 characters, each once.</param>
/// <param name="Assigned">the id of the member who has the report; null for nobody.</param>
/// <param name="Due">a day, <c>2026-12-03</c>; null for none.</param>
/// <param name="Aside">that it is spam or abuse; null where nobody says so.</param>
public sealed record Sheet(string Format, IReadOnlyList<SheetNote> Notes, IReadOnlyList<string> Labels, string? Assigned, string? Due, SetAside? Aside)
{
    internal const string CurrentFormat = "chorus/sheet/1";

    private const int MostLabels = 20;
    private const int LongestLabel = 40;

    /// <summary>Always <c>[sheet]</c>.</summary>
    public override string ToString() => "[sheet]";

    /// <exception cref="MalformedException">naming the rule that is broken, never what stands there.</exception>
    internal void Check()
    {
        Require(string.Equals(Format, CurrentFormat, StringComparison.Ordinal), "is of an unknown format");
        Require(Notes.All(n => n is { Id.Length: 16, By.Length: > 0 } && Hour.TryParse(n.Hour, out _) && !string.IsNullOrWhiteSpace(n.Text)), "has a note that is none");
        Require(Labels.Count <= MostLabels && Labels.Distinct(StringComparer.Ordinal).Count() == Labels.Count, "has too many labels, or one twice");
        Require(Labels.All(l => l is { Length: > 0 and <= LongestLabel } && l.Trim().Length == l.Length), "has a label that is none");
        Require(Assigned is null or { Length: > 0 }, "names nobody");
        Require(Due is null || DateOnly.TryParseExact(Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "has a day that is none");
        Require(
            Aside is null || (Aside is { By.Length: > 0, Confirmed: null or { Length: > 0 } } && Hour.TryParse(Aside.Hour, out _) && !string.Equals(Aside.By, Aside.Confirmed, StringComparison.Ordinal)),
            "is set aside by nobody, or twice by one");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the sheet {otherwise}");
        }
    }
}

/// <summary>A note. Prints nothing of itself.</summary>
/// <param name="Id">16 random bytes.</param>
/// <param name="By">the id of the member who wrote it, as the last writer's browser says.</param>
/// <param name="Hour">when, by the hour.</param>
/// <param name="Text">what was written.</param>
public sealed record SheetNote(byte[] Id, string By, string Hour, string Text)
{
    /// <summary>Always <c>[note]</c>.</summary>
    public override string ToString() => "[note]";
}

/// <summary>That a report is spam or abuse: one member says so, and another confirms it. Prints nothing of itself.</summary>
/// <param name="By">the id of the member who said so first.</param>
/// <param name="Hour">when, by the hour.</param>
/// <param name="Confirmed">the id of another who looked and says the same; null as long as nobody has.</param>
public sealed record SetAside(string By, string Hour, string? Confirmed)
{
    /// <summary>Always <c>[set aside]</c>.</summary>
    public override string ToString() => "[set aside]";
}
