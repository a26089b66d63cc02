using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cases.Shapes;

/// <summary>A day of the calendar, in the case's time zone.</summary>
internal sealed class DateShape : Shape<DateOnly>
{
    internal override string Wanted => $"a day between {InstantShape.FirstYear} and {InstantShape.LastYear}, such as 2026-05-20";

    internal override JsonObject Schema() => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };

    internal override DateOnly Read(JsonElement value, string place) =>
        DateOnly.TryParseExact(Text(value, place), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= InstantShape.FirstYear and <= InstantShape.LastYear ? day : throw Fault(place);
}
