using Chorus.Cases.Deadlines;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Tests.Deadlines;

public sealed class HolidayFileTests
{
    private const string Good = """
        format: chorus/holidays/1
        name: somewhere
        title: Somewhere
        source: A law.
        weekend: [friday, saturday]
        years: 2026
        days:
          2026-03-20: A feast
        """;

    [Fact]
    public void A_file_says_which_days_are_worked()
    {
        var file = HolidayFile.Parse("somewhere.yaml", Good);
        file.IsWorked(new(2026, 3, 19)).ShouldBeTrue();
        file.IsWorked(new(2026, 3, 20)).ShouldBeFalse();
        file.IsWorked(new(2026, 3, 22)).ShouldBeTrue();
    }

    [Fact]
    public void The_files_that_are_built_in_have_the_days_that_everybody_knows()
    {
        var files = BuiltInFiles.Holidays;
        files["us-federal"].Days[new(2026, 11, 26)].ShouldBe("Thanksgiving Day");
        files["us-federal"].Days[new(2026, 7, 3)].ShouldBe("Independence Day (observed)");
        files["us-federal"].IsWorked(new(2027, 12, 31)).ShouldBeFalse();
        files["england-and-wales"].Days[new(2026, 12, 28)].ShouldBe("Boxing Day (substitute day)");
        files["england-and-wales"].Days[new(2025, 4, 21)].ShouldBe("Easter Monday");
        files["ireland"].Days[new(2026, 2, 2)].ShouldBe("Saint Brigid's Day");
        files["ireland"].Days[new(2030, 2, 1)].ShouldBe("Saint Brigid's Day");
        files["germany-nationwide"].Days[new(2026, 5, 14)].ShouldBe("Ascension Day");
        files["france"].Days[new(2026, 5, 25)].ShouldBe("Whit Monday");
        files["weekends-only"].Days.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("years: 2026", "years: soon", "somewhere.yaml, line 6: years has to be a year, or the first and last one between 1970 and 2199: 2024-2030.")]
    [InlineData("years: 2026", "years: 2030-2026", "somewhere.yaml, line 6: years has to be")]
    [InlineData("2026-03-20", "2027-03-20", "somewhere.yaml, line 8: days.2027-03-20 is no day of 2026 to 2026: write it as 2026-12-25.")]
    [InlineData("2026-03-20", "2026-02-30", "days.2026-02-30 is no day")]
    [InlineData("friday", "freitag", "somewhere.yaml, line 5: weekend has freitag, which is none of sunday, monday")]
    [InlineData("weekend: [friday, saturday]", "weekend: [monday, tuesday, wednesday, thursday, friday, saturday]", "leaves fewer than two working days")]
    [InlineData("source: A law.", "sauce: A law.", "source is missing")]
    [InlineData("title: Somewhere", "title: Somewhere\ncolour: blue", "line 4: colour is unknown here; known are format, ")]
    [InlineData("chorus/holidays/1", "chorus/holidays/2", "line 1: format has to be chorus/holidays/1.")]
    [InlineData("[friday, saturday]", "[friday, saturday", "this is no YAML")]
    [InlineData("A law.", "[[[[[[[[[[[[[[[[[[[[A law.]]]]]]]]]]]]]]]]]]]]", "line 4: it is nested deeper than any such file is.")]
    [InlineData("A law.", "*law", "this is no YAML")]
    public void A_file_that_cannot_be_used_says_where_and_what_to_change(string good, string bad, string sentence) =>
        Should.Throw<CaseFileException>(() => HolidayFile.Parse("somewhere.yaml", Good.Replace(good, bad, StringComparison.Ordinal))).Message.ShouldContain(sentence);
}
