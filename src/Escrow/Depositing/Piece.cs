using System.Text.Json.Serialization;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// One piece of what she tells, with about when it was (docs/formats/report-document.md): memory comes in no order, so each
/// piece has its own time, as exact or as vague as she has it. Prints nothing of itself.
/// </summary>
/// <param name="Text">her words; may be empty where a time is given.</param>
/// <param name="About">when, in her own words: "before Easter".</param>
/// <param name="Year">1900 to 2100.</param>
/// <param name="Month">1 to 12, with a year or without.</param>
/// <param name="Unknown">she said that she does not know when; then no other time is given.</param>
public sealed record Piece(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? About = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Year = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Month = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unknown = false)
{
    /// <summary>The most pieces of one answer.</summary>
    public const int Most = 12;

    /// <summary>The first year that can be named.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year that can be named.</summary>
    public const int LastYear = 2100;

    /// <summary>Always <c>[piece]</c>.</summary>
    public override string ToString() => "[piece]";

    internal bool IsWhole
    {
        get
        {
            var timed = About is not null || Year is not null || Month is not null;
            return (Text.Length > 0 || timed || Unknown)
                && !(Unknown && timed)
                && About is null or { Length: > 0 }
                && Year is null or (>= FirstYear and <= LastYear)
                && Month is null or (>= 1 and <= 12);
        }
    }
}
