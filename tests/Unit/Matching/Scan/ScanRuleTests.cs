using Chorus.Escrow.Matching.Scan;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

/// <summary>A scan gives, of what the rule releases, just the groups in which somebody is new: over whole histories of reports that come, change and go.</summary>
public sealed class ScanRuleTests
{
    private const int MostTouched = ScanTask.MostTouched;

    [Fact]
    public void Each_scan_of_a_history_releases_what_a_run_over_all_would_release_anew()
    {
        var scans = 0;
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var (families, values, highest) = (random.Next(1, 10), random.Next(1, 12), random.Next(1, 9));
                var history = new PlainHistory();
                for (var (run, next) = (0, 0); run < 8; run++)
                {
                    next = Change(history, random, next, families, values, highest);
                    var (reports, task) = (history.Reports, history.Task());
                    if (task.Touched.Count <= MostTouched)
                    {
                        scans++;
                        var expected = history.NewGroups();
                        foreach (var outcome in ScanRuns.Run(reports, task, random.Next()))
                        {
                            ScanRuns.Groups(reports, outcome).ShouldBe(expected, $"run {run}");
                        }
                    }

                    history.Complete();
                }
            },
            iter: 150,
            threads: 1);
        scans.ShouldBeGreaterThan(150);
    }

    // Few people, few families and few quorums, so that groups, ties, repeated reporters and repeated slots are common.
    private static int Change(PlainHistory history, Random random, int next, int families, int values, int highest)
    {
        foreach (var id in history.Held.Keys.Where(_ => random.Next(10) == 0).ToList())
        {
            if (random.Next(2) == 0)
            {
                history.Held.Remove(id);
            }
            else
            {
                // Another version of the same report, by the same reporter.
                history.Held[id] = New(id, history.Held[id].Family, history.Held[id].Number);
            }
        }

        // At times one comes that was there before, under a smaller handle.
        for (var arriving = random.Next(5); arriving > 0; arriving--)
        {
            var id = random.Next(4) == 0 ? random.Next(next + 1) : next;
            if (!history.Held.ContainsKey(id))
            {
                history.Held.Add(id, New(id, random.Next(families), random.Next(16)));
            }

            next = Math.Max(next, id + 1);
        }

        return next;

        PlainReport New(int id, int family, int number) =>
            new(id, family, number, random.Next(Math.Min(highest, 8)), [.. Enumerable.Range(0, 4).Select(_ => (ulong)random.Next(1, (3 * values) + 1))]);
    }
}
