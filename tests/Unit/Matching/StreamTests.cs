using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>Several runs over a set that changes between them: reports come, change and are withdrawn.</summary>
public sealed class StreamTests
{
    [Fact]
    public void Each_run_of_a_stream_follows_the_definition_and_what_was_released_stays_released()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var held = new List<PlainReport>();
                var released = new HashSet<int>();
                for (var (run, next) = (0, 0); run < 5; run++)
                {
                    next = Change(random, held, released, next);
                    var outcomes = SharedReports.Run(held, random);
                    ReleaseRuleTests.ShouldFollowTheDefinition(held, outcomes);
                    var now = outcomes[0].Released.Select(row => held[row.Report].Id).ToHashSet();
                    released.ShouldBeSubsetOf(now);
                    released = now;
                }
            },
            iter: 80,
            threads: 1);
    }

    private static int Change(Random random, List<PlainReport> held, HashSet<int> released, int next)
    {
        // Every reporter has one report here, so that a release is never taken over by a better report of the same
        // reporter, and "stays released" is a law.
        for (var arriving = random.Next(6); arriving > 0; arriving--, next++)
        {
            held.Add(New(random, next));
        }

        held.RemoveAll(report => !released.Contains(report.Id) && random.Next(6) == 0);
        for (var i = 0; i < held.Count; i++)
        {
            if (!released.Contains(held[i].Id) && random.Next(6) == 0)
            {
                held[i] = held[i] with { Quorum = random.Next(8) };
            }
        }

        return next;
    }

    private static PlainReport New(Random random, int id) =>
        new(id, id, 0, random.Next(8), [.. Enumerable.Range(0, 4).Select(_ => (ulong)random.Next(1, 15))]);
}
