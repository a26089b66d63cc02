using Chorus.Mpc;
using Chorus.Mpc.Shuffling;
using Chorus.Sealing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>A shuffle keeps the rows and nothing of their order.</summary>
public sealed class ShuffleTests
{
    [Fact]
    public void Rows_stay_whole_and_none_is_lost()
    {
        Gen.Select(Gen.OneOf(Gen.Int[0, 5], Gen.Int[1000, 3000]), Gen.Int).Sample(
            (count, seed) =>
            {
                var (high, low) = Shuffled(count, seed);
                low.Order().ShouldBe(Enumerable.Range(0, count).Select(row => (ulong)row));
                high.Zip(low).ShouldAllBe(row => row.First == Mark(row.Second));
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public void Every_order_of_four_rows_is_equally_likely()
    {
        const int Runs = 2400;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Several shuffles in one session: each step has its own keys.
        var orders = Trio.Run(1, session =>
        {
            var held = new List<HeldShare>();
            for (var run = 0; run < Runs; run++)
            {
                using var step = session.Begin($"shuffle {run}");
                held.Add(ShuffleFour(step));
            }

            return held;
        });
        for (var run = 0; run < Runs; run++)
        {
            var order = string.Concat(Trio.Reveal([orders[0][run], orders[1][run], orders[2][run]]));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Count.ShouldBe(24);
        var chiSquare = counts.Values.Sum(count => Math.Pow(count - (Runs / 24.0), 2) / (Runs / 24.0));
        // 23 degrees of freedom: above 62 once in 20,000 seeds.
        chiSquare.ShouldBeLessThan(62);
    }

    [Fact]
    public void A_drawn_permutation_is_a_uniform_one()
    {
        const int Runs = 12_000;
        using var stream = new AesStream(new byte[16]);
        var counts = new int[6 * 6];
        var permutation = new int[6];
        for (var run = 0; run < Runs; run++)
        {
            Permutation.Draw(stream, permutation);
            permutation.Order().ShouldBe(Enumerable.Range(0, 6));
            for (var place = 0; place < 6; place++)
            {
                counts[(place * 6) + permutation[place]]++;
            }
        }

        var chiSquare = counts.Sum(count => Math.Pow(count - (Runs / 6.0), 2) / (Runs / 6.0));
        // 25 degrees of freedom: above 66 about once in 50,000 keys.
        chiSquare.ShouldBeLessThan(66);
    }

    [Fact]
    public void Each_trustee_sends_at_most_two_words_for_each_word_of_a_row()
    {
        SentIn(VerificationMode.Unverified).ShouldBe([500 * 16, 2 * 500 * 16, 500 * 16]);
    }

    [Fact]
    public void Verifying_sends_a_tag_for_each_row_and_a_word_to_make_it()
    {
        const int Tags = 500 * 8;
        var plain = SentIn(VerificationMode.Unverified);
        var verified = SentIn(VerificationMode.Verified);
        // Trustees 1 and 2 send a word for each row to make the tags, which are then shuffled like a third word; the rest does not grow.
        verified.Zip(plain, (with, without) => with - without).Zip([Tags, 3 * Tags, 2 * Tags], (sent, tags) => sent - tags)
            .ShouldAllBe(rest => rest > 0 && rest < 200);
    }

    private static long[] SentIn(VerificationMode mode) => Trio.Run(
        3,
        session =>
        {
            var rows = new SharedRows(500);
            using (var step = session.Begin("shuffle"))
            {
                Shuffle.Run(step, rows);
            }

            return session.Meter.Phases[0].BytesSent;
        },
        mode);

    private static HeldShare ShuffleFour(Step step)
    {
        var rows = Numbered(step, 4);
        Shuffle.Run(step, rows);
        using var low = step.Rent(4);
        rows.Low(0, low.Share);
        return new HeldShare(low.Share.Own.ToArray(), low.Share.Next.ToArray());
    }

    private static (ulong[] High, ulong[] Low) Shuffled(int count, int seed)
    {
        var held = Trio.Run(seed, session =>
        {
            using var step = session.Begin("shuffle");
            var rows = Numbered(step, count);
            Shuffle.Run(step, rows);
            using var column = step.Rent(count);
            rows.High(0, column.Share);
            var high = new HeldShare(column.Share.Own.ToArray(), column.Share.Next.ToArray());
            rows.Low(0, column.Share);
            return (High: high, Low: new HeldShare(column.Share.Own.ToArray(), column.Share.Next.ToArray()));
        });
        return (Trio.Reveal([.. held.Select(h => h.High)]), Trio.Reveal([.. held.Select(h => h.Low)]));
    }

    private static SharedRows Numbered(Step step, int count)
    {
        using var high = step.Rent(count);
        using var low = step.Rent(count);
        for (var row = 0; row < count; row++)
        {
            step.XorPublic(high.Share.Slice(row, 1), Mark((ulong)row));
            step.XorPublic(low.Share.Slice(row, 1), (ulong)row);
        }

        var rows = new SharedRows(count);
        rows.Set(0, high.Share, low.Share);

        return rows;
    }

    private static ulong Mark(ulong row) => (row + 1) * 0x9E3779B97F4A7C15;
}
