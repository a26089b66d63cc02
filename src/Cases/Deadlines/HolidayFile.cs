using System.Collections.Frozen;
using System.Globalization;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Deadlines;

/// <summary>Which days are worked: a holiday file (docs/formats/case-process.md).</summary>
public sealed class HolidayFile
{
    private const string Format = "chorus/holidays/1";
    private static readonly string[] s_days = [.. Enum.GetNames<DayOfWeek>().Select(d => d.ToLowerInvariant())];

    /// <summary>As cases name it.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>Where its days come from.</summary>
    public required string Source { get; init; }

    /// <summary>Days of the week that are not worked.</summary>
    public required FrozenSet<DayOfWeek> Weekend { get; init; }

    /// <summary>The first year that it covers.</summary>
    public required int FirstYear { get; init; }

    /// <summary>The last year that it covers.</summary>
    public required int LastYear { get; init; }

    /// <summary>Holidays with their names.</summary>
    public required FrozenDictionary<DateOnly, string> Days { get; init; }

    /// <summary>Whether a day is worked.</summary>
    /// <exception cref="NotCoveredException">for a day in a year that the file does not cover.</exception>
    public bool IsWorked(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear
        ? !Weekend.Contains(day.DayOfWeek) && !Days.ContainsKey(day)
        : throw new NotCoveredException($"The holiday file {Name} covers {FirstYear} to {LastYear}, and {day:yyyy-MM-dd} is not in it: add that year to the file before a period is counted into it.");

    /// <summary>Reads a file.</summary>
    /// <param name="file">its name, for sentences.</param>
    /// <param name="text">its text.</param>
    /// <exception cref="CaseFileException">naming the place and what to change.</exception>
    public static HolidayFile Parse(string file, string text)
    {
        var root = YamlMap.Root(file, text, Format);
        var (first, last) = Years(root);
        var days = root.Map("days", optional: true);
        var read = new HolidayFile
        {
            Name = root.Name("name"),
            Title = root.Text("title"),
            Source = root.Text("source"),
            Weekend = root.Texts("weekend").Select(d => Weekday(root, d)).ToFrozenSet(),
            FirstYear = first,
            LastYear = last,
            Days = days is null ? FrozenDictionary<DateOnly, string>.Empty
                : days.Keys.ToDictionary(key => Day(days, key, first, last), days.Text).ToFrozenDictionary(),
        };
        if (read.Weekend.Count > 5)
        {
            throw root.Fault("weekend", "leaves fewer than two working days in a week: name fewer");
        }

        root.RequireNoMore();
        return read;
    }

    private static (int First, int Last) Years(YamlMap root)
    {
        var years = root.Text("years").Split('-');
        return years.Length is 1 or 2 && years.All(y => y.Length == 4 && y.All(char.IsAsciiDigit))
            && int.Parse(years[0], CultureInfo.InvariantCulture) is >= 1970 and var first && int.Parse(years[^1], CultureInfo.InvariantCulture) is <= 2199 and var last && first <= last
            ? (first, last)
            : throw root.Fault("years", "has to be a year, or the first and last one between 1970 and 2199: 2024-2030");
    }

    private static DayOfWeek Weekday(YamlMap root, string day) => Array.IndexOf(s_days, day) is >= 0 and var number
        ? (DayOfWeek)number
        : throw root.Fault("weekend", $"has {day}, which is none of {string.Join(", ", s_days)}");

    private static DateOnly Day(YamlMap days, string key, int first, int last) =>
        DateOnly.TryParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= first && day.Year <= last
            ? day
            : throw days.Fault(key, $"is no day of {first} to {last}: write it as {first}-12-25");
}

/// <summary>A day that no calendar covers; the message says which and what to do.</summary>
public sealed class NotCoveredException(string message) : Exception(message);
