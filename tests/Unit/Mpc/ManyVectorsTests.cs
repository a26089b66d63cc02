using Chorus.Mpc;
using Chorus.Mpc.Circuits;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>Circuits that do the same for many vectors at once, word w of vector v at w * vectors + v.</summary>
public sealed class ManyVectorsTests
{
    [Fact]
    public void Cross_equality_finds_the_rows_that_equal_each_value_in_all_64_bits()
    {
        var word = Gen.OneOf(Gen.ULong[0, 2], Gen.Int[0, 63].Select(bit => 1UL << bit));
        Gen.Select(word.Array[0, 300], word.Array[1, 9], Gen.Int).Sample(
            (rows, values, seed) =>
            {
                var words = PackedBits.Words(rows.Length);
                var equal = Trio.Compute(seed, [rows, values], words * values.Length, (step, inputs, output) =>
                    CrossEquality.Find(step, inputs[0].Share, inputs[1].Share, output.Share));
                for (var value = 0; value < values.Length; value++)
                {
                    Bits(equal, values.Length, value, rows.Length).ShouldBe(rows.Select(row => row == values[value]));
                    Bits(equal, values.Length, value, words * 64).Skip(rows.Length).ShouldAllBe(bit => !bit);
                }
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Cross_equality_goes_over_many_rows_in_several_batches()
    {
        var random = new Random(5);
        var values = Trio.Words(random, 64);
        var rows = Enumerable.Range(0, 10_000).Select(_ => values[random.Next(64)] ^ (ulong)random.Next(2)).ToArray();
        var equal = Trio.Compute(5, [rows, values], PackedBits.Words(rows.Length) * 64, (step, inputs, output) =>
            CrossEquality.Find(step, inputs[0].Share, inputs[1].Share, output.Share));
        for (var value = 0; value < 64; value++)
        {
            Bits(equal, 64, value, rows.Length).ShouldBe(rows.Select(row => row == values[value]));
        }
    }

    [Fact]
    public void Any_bit_says_of_each_vector_whether_it_is_zero()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 20], Gen.Int).Sample(
            (vectors, words, seed) =>
            {
                var bits = Sparse(new Random(seed), vectors * words);
                var any = Trio.Compute(seed, [bits], vectors, (step, inputs, output) => AnyBit.Find(step, inputs[0].Share, output.Share));
                any.ShouldBe(Enumerable.Range(0, vectors).Select(v => Bits(bits, vectors, v, words * 64).Contains(true) ? 1UL : 0));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Eight_ones_says_of_each_vector_whether_it_has_eight_and_more()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 20], Gen.Int).Sample(
            (vectors, words, seed) =>
            {
                // A vector has none to some more than eight ones, or far more.
                var random = new Random(seed);
                var bits = new ulong[vectors * words];
                for (var vector = 0; vector < vectors; vector++)
                {
                    for (var one = random.Next(4) == 0 ? random.Next(64 * words) : random.Next(12); one > 0; one--)
                    {
                        bits[(random.Next(words) * vectors) + vector] |= 1UL << random.Next(64);
                    }
                }

                var eight = Trio.Compute(seed, [bits], vectors, (step, inputs, output) => EightOnes.Find(step, inputs[0].Share, output.Share));
                eight.ShouldBe(Enumerable.Range(0, vectors).Select(v => Bits(bits, vectors, v, words * 64).Count(bit => bit) >= 8 ? 1UL : 0));
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Eight_ones_counts_up_to_the_last_bit()
    {
        for (var ones = 0; ones <= 192; ones++)
        {
            var bits = Enumerable.Range(0, 3).Select(word => Enumerable.Range(0, 64).Aggregate(0UL, (sum, bit) => sum | ((64 * word) + bit < ones ? 1UL << bit : 0))).ToArray();
            var eight = Trio.Compute(ones, [bits], 1, (step, inputs, output) => EightOnes.Find(step, inputs[0].Share, output.Share));
            eight[0].ShouldBe(ones >= 8 ? 1UL : 0, $"{ones} ones");
        }
    }

    private static ulong[] Sparse(Random random, int words) =>
        [.. Enumerable.Range(0, words).Select(_ => random.Next(8) == 0 ? 1UL << random.Next(64) : 0)];

    private static IEnumerable<bool> Bits(ulong[] packed, int vectors, int vector, int count) =>
        Enumerable.Range(0, count).Select(p => ((packed[(p / 64 * vectors) + vector] >> (p % 64)) & 1) == 1);
}
