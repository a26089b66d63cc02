using Chorus.Escrow.Matching;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>The three trustees' code against the definition of the rule, on small random inputs.</summary>
public sealed class ReleaseRuleTests
{
    // Few values and few families, so that groups, ties, repeated reporters and repeated slots are common.
    private static readonly Gen<PlainReport[]> Reports =
        from values in Gen.Int[1, 6]
        from families in Gen.Int[1, 12]
        from highest in Gen.Int[1, 7]
        from reports in Gen.Select(
            Gen.Int[0, families - 1],
            Gen.Int[0, 15],
            Gen.Int[0, highest],
            Gen.ULong[1, (ulong)(3 * values)].Array[4]).Array[0, 12]
        select reports.Select((fields, id) => new PlainReport(id, fields.Item1, fields.Item2, fields.Item3, fields.Item4)).ToArray();

    [Fact]
    public void Three_trustees_release_what_the_definition_releases()
    {
        Gen.Select(Reports, Gen.Int).Sample(
            (reports, seed) => ShouldFollowTheDefinition(reports, SharedReports.Run(reports, new Random(seed))),
            iter: 3000,
            threads: 1,
            print: input => string.Join(' ', input.Item1.Select(report => report.ToString())));
    }

    private static void ShouldFollowTheDefinition(PlainReport[] reports, RunOutcome[] outcomes)
    {
        var expected = ReleaseDefinition.Groups(reports).Select(Text).Order(StringComparer.Ordinal).ToList();
        foreach (var outcome in outcomes)
        {
            outcome.Released.GroupBy(row => row.Tag)
                .Select(group => Text(group.Select(row => (row.Report, row.Slot))))
                .Order(StringComparer.Ordinal).ToList().ShouldBe(expected);
        }
    }

    private static string Text(IEnumerable<(int Report, int Slot)> group) =>
        string.Join(' ', group.Order().Select(row => $"{row.Report}/{row.Slot}"));
}
