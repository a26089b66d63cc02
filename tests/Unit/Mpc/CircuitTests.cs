using System.Runtime.Intrinsics;
using Chorus.Mpc;
using Chorus.Mpc.Circuits;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>Circuits on shares against the same thing on plain numbers.</summary>
public sealed class CircuitTests
{
    [Fact]
    public void Equality_finds_the_words_that_are_zero_in_all_64_bits()
    {
        var word = Gen.OneOf(Gen.Const(0UL), Gen.Int[0, 63].Select(bit => 1UL << bit), Gen.ULong);
        Gen.Select(word.Array[0, 200], Gen.Int).Sample(
            (words, seed) =>
            {
                var equal = Trio.Compute(seed, [words], PackedBits.Words(words.Length), (step, inputs, output) =>
                    Equality.IsZero(step, inputs[0].Share, words.Length, output.Share));
                Unpack(equal, words.Length).ShouldBe(words.Select(w => w == 0));
                equal.Skip(words.Length / 64).Take(1).ShouldAllBe(last => last >> (words.Length % 64) == 0);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Less_than_orders_different_numbers_of_any_width()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 150], Gen.Int).Sample(
            (width, count, seed) =>
            {
                var random = new Random(seed);
                var limit = 1L << width;
                var pairs = Enumerable.Range(0, count).Select(_ => Different(random, limit)).ToArray();
                var words = PackedBits.Words(count);
                var difference = Planes([.. pairs.Select(p => p.Left ^ p.Right)], width);
                var right = Planes([.. pairs.Select(p => p.Right)], width);
                var less = Trio.Compute(seed, [difference, right], words, (step, inputs, output) =>
                    LessThan.Run(step, width, inputs[0].Share, inputs[1].Share, output.Share));
                Unpack(less, count).ShouldBe(pairs.Select(p => p.Left < p.Right));
            },
            iter: 60,
            threads: 1);

        static (long Left, long Right) Different(Random random, long limit)
        {
            // Half of the pairs differ in one bit only, so that every bit decides at times.
            var left = random.NextInt64(limit);
            var right = random.Next(2) == 0 ? random.NextInt64(limit) : left;
            return (left, right == left ? left ^ (1L << random.Next(System.Numerics.BitOperations.Log2((ulong)limit))) : right);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_tree_of_choices_picks_by_the_secret_index(int bits)
    {
        var random = new Random(bits);
        const int Words = 3;
        var index = Trio.Words(random, bits * Words);
        var choices = Trio.Words(random, Words << bits);
        var chosen = Trio.Compute(bits, [index, choices], Words, (step, inputs, output) =>
        {
            Mux.Tree(step, Words, inputs[0].Share, inputs[1].Share);
            inputs[1].Share.Slice(0, Words).CopyTo(output.Share);
        });
        for (var p = 0; p < Words * 64; p++)
        {
            var value = Enumerable.Range(0, bits).Sum(b => (int)PackedBits.Bit(index.AsSpan(b * Words, Words), p) << b);
            PackedBits.Bit(chosen, p).ShouldBe(PackedBits.Bit(choices.AsSpan(value * Words, Words), p));
        }
    }

    [Fact]
    public void Transposing_swaps_rows_and_bits_in_each_lane()
    {
        var random = new Random(1);
        var before = new Vector512<ulong>[64];
        for (var row = 0; row < 64; row++)
        {
            before[row] = Vector512.Create(Trio.Words(random, 8));
        }

        var after = before.ToArray();
        BitTranspose.Transpose(after);
        for (var lane = 0; lane < 8; lane++)
        {
            for (var row = 0; row < 64; row++)
            {
                for (var bit = 0; bit < 64; bit++)
                {
                    ((after[bit][lane] >> row) & 1).ShouldBe((before[row][lane] >> bit) & 1);
                }
            }
        }
    }

    [Fact]
    public void Shifts_gathers_and_cuts_move_bits_as_they_say()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 63], Gen.Int).Sample(
            (words, by, seed) =>
            {
                var random = new Random(seed);
                var x = Trio.Words(random, words);
                var bits = Unpack(x, words * 64);
                var positions = Enumerable.Range(0, words * 64).Select(_ => random.Next(words * 64)).ToArray();
                var kept = random.Next((words * 64) + 1);
                Unpack(Moved(x, (from, to) => PackedBits.ShiftUp(from, to, by)), words * 64)
                    .ShouldBe(bits.Select((_, p) => p >= by && bits[p - by]));
                Unpack(Moved(x, (from, to) => PackedBits.ShiftDown(from, to, by)), words * 64)
                    .ShouldBe(bits.Select((_, p) => p + by < bits.Length && bits[p + by]));
                Unpack(Moved(x, (from, to) => PackedBits.Gather(from, positions, to)), words * 64)
                    .ShouldBe(positions.Select(p => bits[p]));
                Unpack(Moved(x, (from, to) => { from.CopyTo(to); PackedBits.ClearFrom(to, kept); }), words * 64)
                    .ShouldBe(bits.Select((bit, p) => bit && p < kept));
            },
            iter: 200);

        static ulong[] Moved(ulong[] x, Move move)
        {
            // The two components are moved alike: the same bits in both show that neither is forgotten.
            var (own, next) = (new ulong[x.Length], new ulong[x.Length]);
            move(new Share(x.ToArray(), x.ToArray()), new Share(own, next));
            own.ShouldBe(next);
            return own;
        }
    }

    private delegate void Move(Share from, Share to);

    internal static bool[] Unpack(ulong[] packed, int count) =>
        [.. Enumerable.Range(0, count).Select(p => PackedBits.Bit(packed, p) == 1)];

    private static ulong[] Planes(long[] numbers, int width)
    {
        var words = PackedBits.Words(numbers.Length);
        var planes = new ulong[width * words];
        for (var k = 0; k < numbers.Length; k++)
        {
            for (var bit = 0; bit < width; bit++)
            {
                planes[(bit * words) + (k >> 6)] |= (ulong)((numbers[k] >> bit) & 1) << (k & 63);
            }
        }

        return planes;
    }
}
