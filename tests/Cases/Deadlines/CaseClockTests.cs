using System.Globalization;
using Chorus.Cases.Deadlines;
using CsCheck;

namespace Chorus.Cases.Tests.Deadlines;

public sealed class CaseClockTests
{
    [Theory]
    // The day on which a period begins is not counted.
    [InlineData("Europe/Madrid", "2026-05-20T10:00+02:00", "10 days", "2026-05-30")]
    // At 23:30 in New York it is the next day in UTC, and still this one where the case is.
    [InlineData("America/New_York", "2026-05-21T03:30Z", "10 days", "2026-05-30")]
    [InlineData("Asia/Tokyo", "2026-05-20T16:00Z", "1 day", "2026-05-22")]
    [InlineData("America/New_York", "2026-06-30T12:00Z", "3 working days", "2026-07-06")]
    [InlineData("America/New_York", "2026-11-24T12:00Z", "10 working days", "2026-12-09")]
    [InlineData("America/New_York", "2026-05-23T12:00Z", "1 working day", "2026-05-26")]
    [InlineData("Europe/Dublin", "2026-01-31T12:00Z", "1 month", "2026-02-28")]
    [InlineData("Europe/Dublin", "2026-11-30T12:00Z", "3 months", "2027-02-28")]
    public void A_period_ends_on_its_last_day(string zone, string from, string period, string last) =>
        Clock(zone, "us-federal").LastDayOf(Time(from), Of(period), LastDay.Stays).ShouldBe(Day(last));

    [Fact]
    public void A_last_day_that_is_not_worked_moves_to_the_next_where_the_process_says_so()
    {
        // 4 July 2026 is a Saturday; the Friday before is observed.
        Clock("America/Chicago", "us-federal").LastDayOf(Time("2026-06-23T12:00Z"), Of("10 days"), LastDay.NextWorkingDay).ShouldBe(Day("2026-07-06"));
        Clock("Europe/London", "england-and-wales").LastDayOf(Time("2026-12-15T12:00Z"), Of("10 days"), LastDay.NextWorkingDay).ShouldBe(Day("2026-12-29"));
    }

    [Theory]
    // Clocks go forward on 29 March 2026: the day has 23 hours, and ends at midnight all the same.
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28T23:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T22:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-02T05:00Z")]
    [InlineData("America/New_York", "2026-10-31", "2026-11-01T04:00Z")]
    // In Cairo midnight of 24 April 2026 does not exist: clocks go from 24:00 to 01:00.
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T22:00Z")]
    // In Havana clocks go back from 01:00 to 00:00 on 1 November 2026: midnight comes twice, and the later counts.
    [InlineData("America/Havana", "2026-10-31", "2026-11-01T05:00Z")]
    public void A_day_ends_at_its_midnight_whatever_the_clocks_do(string zone, string day, string end) =>
        Clock(zone, "weekends-only").EndOf(Day(day)).ToUniversalTime().ShouldBe(Time(end));

    [Fact]
    public void A_period_out_of_the_years_of_the_holiday_file_is_an_error_that_says_so()
    {
        var clock = Clock("Europe/London", "england-and-wales");
        Should.Throw<NotCoveredException>(() => clock.LastDayOf(Time("2027-12-29T12:00Z"), Of("5 working days"), LastDay.Stays))
            .Message.ShouldBe("The holiday file england-and-wales covers 2024 to 2027, and 2028-01-01 is not in it: add that year to the file before a period is counted into it.");
        // Days of the calendar need no holidays.
        clock.LastDayOf(Time("2027-12-29T12:00Z"), Of("5 days"), LastDay.Stays).ShouldBe(Day("2028-01-03"));
        Should.Throw<NotCoveredException>(() => clock.LastDayOf(Time("2027-12-29T12:00Z"), Of("5 days"), LastDay.NextWorkingDay));
    }

    [Fact]
    public void A_longer_period_never_ends_earlier_and_working_days_never_end_before_days() => Gen.Select(Gen.Int[0, 1500], Gen.Int[1, 60], Gen.Int[0, 2].Select(n => new[] { "Europe/Dublin", "America/Los_Angeles", "Australia/Lord_Howe" }[n])).Sample((day, count, zone) =>
    {
        var clock = Clock(zone, "us-federal");
        var from = Time("2024-02-01T12:00Z").AddDays(day);
        clock.EndOf(from, new(count, PeriodUnit.Days), LastDay.Stays).ShouldBeLessThan(clock.EndOf(from, new(count + 1, PeriodUnit.Days), LastDay.Stays));
        clock.EndOf(from, new(count, PeriodUnit.WorkingDays), LastDay.Stays).ShouldBeGreaterThanOrEqualTo(clock.EndOf(from, new(count, PeriodUnit.Days), LastDay.Stays));
        clock.EndOf(from, new(count, PeriodUnit.Days), LastDay.NextWorkingDay).ShouldBeGreaterThanOrEqualTo(clock.EndOf(from, new(count, PeriodUnit.Days), LastDay.Stays));
        clock.EndOf(from, new(count, PeriodUnit.Days), LastDay.Stays).ShouldBeGreaterThan(from.AddDays(count - 1));
    }, iter: 500);

    [Theory]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("Pacific Standard Time")]
    public void A_zone_that_the_machine_lacks_is_none(string zone) => Zones.Find(zone).ShouldBeNull();

    private static CaseClock Clock(string zone, string holidays) => new(Zones.Find(zone)!, BuiltInFiles.Holidays[holidays]);

    private static Period Of(string text) => Period.TryRead(text, out var period) ? period : throw new FormatException(text);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
