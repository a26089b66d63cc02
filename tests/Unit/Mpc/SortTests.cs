using Chorus.Mpc;
using Chorus.Mpc.Sorting;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>The sort sorts.</summary>
public sealed class SortTests
{
    [Fact]
    public void Rows_come_out_in_order_of_key_and_then_index()
    {
        var count = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 700]);
        Gen.Select(count, Gen.Int[1, 400], Gen.Int).Sample(
            (rows, values, seed) =>
            {
                var random = new Random(seed);
                // Keys that differ in one high bit, one low bit or not at all.
                var alphabet = Enumerable.Range(0, values).Select(_ => random.Next(2) == 0 ? 1UL << random.Next(64) : Trio.Word(random)).ToArray();
                var keys = Enumerable.Range(0, rows).Select(_ => alphabet[random.Next(values)]).ToArray();
                var sorted = SortRuns.Run(seed, keys, SortRuns.TieBreak.Index);
                var expected = keys.Select((key, index) => (key, (ulong)index)).Order().ToArray();
                sorted.Keys.Zip(sorted.Low).ShouldBe(expected);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Comparisons_stay_near_the_least_possible_and_levels_few()
    {
        const int Rows = 4000;
        var result = SortRuns.Run(1, Trio.Words(new Random(1), Rows), SortRuns.TieBreak.Index);
        // log2(4000!) is about 42,100 comparisons.
        result.Comparisons.ShouldBeInRange(42_100, 60_000);
        result.Levels.ShouldBeLessThan(35);
    }

    [Fact]
    public void The_sort_opens_one_bit_for_each_comparison_and_nothing_more()
    {
        var recorded = SortRuns.Run(2, Trio.Words(new Random(2), 50), SortRuns.TieBreak.Index);
        recorded.Openings.ShouldAllBe(opening => opening.Step == "sort");
        // 50 rows: 49 comparisons at least, 1,225 pairs at most.
        recorded.Comparisons.ShouldBeInRange(49, 1225);
    }

    [Fact]
    public void Verifying_opens_the_same_outcomes()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var keys = Trio.Words(new Random(seed), 40);
            var verified = SortRuns.Run(seed, keys, SortRuns.TieBreak.Index, VerificationMode.Verified);
            var unverified = SortRuns.Run(seed, keys, SortRuns.TieBreak.Index, VerificationMode.Unverified);
            verified.Keys.ShouldBe(keys.Order());
            verified.Openings.SelectMany(opening => opening.Words).ShouldBe(unverified.Openings.SelectMany(opening => opening.Words));
        }
    }

    [Fact]
    public void Outcomes_that_contradict_each_other_end_the_run()
    {
        // Trustees 0 and 2 both give trustee 1 wrong copies of the opened outcomes of six rows, the same ones, so that
        // comparing the copies cannot see it. Some flips give another valid order, most do not.
        var contradicted = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            try
            {
                SortSixWithFlips(seed);
            }
            catch (ProtocolException contradiction)
            {
                contradiction.Message.ShouldBe("sort: the opened comparisons contradict each other.");
                contradicted++;
            }
        }

        contradicted.ShouldBeGreaterThan(10);
    }

    private static void SortSixWithFlips(int seed)
    {
        var components = Trio.Components(Trio.Words(new Random(seed), 6), new Random(seed));
        // Only outcomes are opened one word at a time: the first such messages from 0 to 1 and from 2 to 1 are both copies of them.
        int[] seen = [0, 0, 0];
        Trio.Run(
            seed,
            session =>
            {
                using var step = session.Begin("sort");
                using var key = Trio.Load(step, components, session.Party);
                using var zero = step.Rent(6);
                var rows = new SharedRows(6);
                rows.Set(0, key.Share, zero.Share);

                Sort.Run(step, rows, lowBits: 1);
                return true;
            },
            _ => null,
            (from, to, link) => to == 1 ? new TappedLink(link, message => Flip(message, from)) : link,
            VerificationMode.Unverified);

        void Flip(byte[] message, int from)
        {
            if (message.Length == 8 && ++seen[from] == 1)
            {
                message[0] ^= 0x5B;
            }
        }
    }
}
