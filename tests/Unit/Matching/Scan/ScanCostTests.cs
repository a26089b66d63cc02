using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

public sealed class ScanCostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(25_000)]
    [InlineData(250_000)]
    [InlineData(MatchRun.MostReports)]
    public void One_new_report_is_scanned_for_however_many_there_are(int reports) => ScanCost.IsLess(reports, 1).ShouldBeTrue();

    [Fact]
    public void A_few_are_scanned_for_among_many_and_more_among_few()
    {
        Most(2_500).ShouldBe(ScanTask.MostTouched);
        Most(25_000).ShouldBe(11);
        Most(250_000).ShouldBe(8);
    }

    private static int Most(int reports) => Enumerable.Range(1, ScanTask.MostTouched).Last(touched => ScanCost.IsLess(reports, touched));
}
