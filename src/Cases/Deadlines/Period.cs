using System.Globalization;

namespace Chorus.Cases.Deadlines;

/// <summary>In what a period is counted.</summary>
public enum PeriodUnit
{
    /// <summary>Days of the calendar.</summary>
    Days,

    /// <summary>Days that are worked.</summary>
    WorkingDays,

    /// <summary>Months.</summary>
    Months,
}

/// <summary>How long something may or has to take: 10 days, 5 working days, 3 months.</summary>
/// <param name="Count">how many.</param>
/// <param name="Unit">of what.</param>
public readonly record struct Period(int Count, PeriodUnit Unit)
{
    /// <summary>What a period looks like, for sentences.</summary>
    internal const string Wanted = "a number from 1 to 999 and days, working days or months, such as 10 working days";

    /// <summary>Reads one as files spell it.</summary>
    internal static bool TryRead(string text, out Period period)
    {
        var (number, unit) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (text[..space], text[(space + 1)..]) : (text, "");
        period = new(
            number.Length <= 3 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
            unit switch
            {
                "day" or "days" => PeriodUnit.Days,
                "working day" or "working days" => PeriodUnit.WorkingDays,
                "month" or "months" => PeriodUnit.Months,
                _ => (PeriodUnit)(-1),
            });
        return period.Count > 0 && Enum.IsDefined(period.Unit);
    }

    /// <summary>The fewest calendar days that it can take.</summary>
    internal int LeastDays => Unit == PeriodUnit.Months ? Count * 28 : Count;

    /// <summary>As people write it.</summary>
    public override string ToString() => Unit switch
    {
        PeriodUnit.Days => Count == 1 ? "1 day" : $"{Count} days",
        PeriodUnit.WorkingDays => Count == 1 ? "1 working day" : $"{Count} working days",
        _ => Count == 1 ? "1 month" : $"{Count} months",
    };
}
