namespace Chorus.Cases.Deadlines;

/// <summary>What to do with a period whose last day is not worked.</summary>
public enum LastDay
{
    /// <summary>It ends on that day all the same.</summary>
    Stays,

    /// <summary>It ends with the next day that is worked.</summary>
    NextWorkingDay,
}

/// <summary>Counts periods in the time zone and by the holidays of a case. It never asks what time it is.</summary>
/// <param name="zone">the zone in which days begin and end.</param>
/// <param name="holidays">which days are worked.</param>
internal sealed class CaseClock(TimeZoneInfo zone, HolidayFile holidays)
{
    // A gap of a clock change is found in steps that every zone's offsets are multiples of.
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(1);

    /// <summary>The day that an instant is in.</summary>
    internal DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The last day of a period. The day on which it begins is not counted.</summary>
    /// <exception cref="NotCoveredException">where it leads out of the years of the holiday file.</exception>
    internal DateOnly LastDayOf(DateTimeOffset from, Period period, LastDay lastDay)
    {
        var begin = DayOf(from);
        var end = period.Unit switch
        {
            PeriodUnit.Days => begin.AddDays(period.Count),
            // A month ends on the day of the same number, or on the last that the month has: AddMonths does that.
            PeriodUnit.Months => begin.AddMonths(period.Count),
            _ => Working(begin, period.Count),
        };
        while (lastDay == LastDay.NextWorkingDay && !holidays.IsWorked(end))
        {
            end = end.AddDays(1);
        }

        return end;
    }

    /// <summary>The instant at which a period is over.</summary>
    /// <exception cref="NotCoveredException">where it leads out of the years of the holiday file.</exception>
    internal DateTimeOffset EndOf(DateTimeOffset from, Period period, LastDay lastDay) => EndOf(LastDayOf(from, period, lastDay));

    /// <summary>The instant at which a day is over: the first of the next day.</summary>
    internal DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight += s_step;
        }

        // Midnight can come twice where clocks go back over it. Who has time until then has it until the second.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Min() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    private DateOnly Working(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= holidays.IsWorked(day) ? 1 : 0;
        }

        return day;
    }
}
