using System.Numerics;
using Chorus.Mpc;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>The gates: what every circuit is made of.</summary>
public sealed class StepTests
{
    private static readonly Gen<(int Words, int Seed)> Sizes = Gen.Select(Gen.OneOf(Gen.Int[0, 20], Gen.Int[2040, 2060]), Gen.Int);

    [Fact]
    public void And_of_shares_is_the_share_of_and()
    {
        Sizes.Sample(
            size =>
            {
                var random = new Random(size.Seed);
                var (x, y) = (Trio.Words(random, size.Words), Trio.Words(random, size.Words));
                Trio.Compute(size.Seed, [x, y], size.Words, (step, inputs, output) => step.And(inputs[0].Share, inputs[1].Share, output.Share))
                    .ShouldBe(x.Zip(y, (a, b) => a & b));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void And_may_overwrite_its_operand()
    {
        var random = new Random(1);
        var (x, y) = (Trio.Words(random, 300), Trio.Words(random, 300));
        Trio.Compute(1, [x, y], 300, (step, inputs, output) =>
        {
            step.And(inputs[0].Share, inputs[1].Share, inputs[0].Share);
            inputs[0].Share.CopyTo(output.Share);
        }).ShouldBe(x.Zip(y, (a, b) => a & b));
    }

    [Fact]
    public void And_works_on_more_words_than_one_message_carries()
    {
        const int Words = (1 << 17) + 70;
        var random = new Random(2);
        var (x, y) = (Trio.Words(random, Words), Trio.Words(random, Words));
        Trio.Compute(2, [x, y], Words, (step, inputs, output) => step.And(inputs[0].Share, inputs[1].Share, output.Share))
            .SequenceEqual(x.Zip(y, (a, b) => a & b)).ShouldBeTrue();
    }

    [Fact]
    public void A_batch_gives_every_product_by_its_number()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 6).Select(_ => Trio.Words(random, 5)).ToArray();
        var products = Trio.Compute(3, values, 15, (step, inputs, output) =>
        {
            using var batch = new AndBatch(step, 5, 3);
            var numbers = Enumerable.Range(0, 3).Select(k => batch.Add(inputs[2 * k].Share, inputs[(2 * k) + 1].Share)).ToArray();
            batch.Run();
            for (var k = 0; k < 3; k++)
            {
                batch[numbers[k]].CopyTo(output.Share.Slice(5 * k, 5));
            }
        });
        products.ShouldBe(Enumerable.Range(0, 3).SelectMany(k => values[2 * k].Zip(values[(2 * k) + 1], (a, b) => a & b)));
    }

    [Fact]
    public void Not_and_public_words_change_the_value_and_no_more()
    {
        var x = Trio.Words(new Random(4), 9);
        Trio.Compute(4, [x], 9, (step, inputs, output) =>
        {
            inputs[0].Share.CopyTo(output.Share);
            step.Not(output.Share);
            step.XorPublic(output.Share, 0xF0F0);
        }).ShouldBe(x.Select(word => ~word ^ 0xF0F0UL));
    }

    [Fact]
    public void Joint_randomness_is_a_sharing_and_never_repeats()
    {
        var first = Trio.Compute(5, [], 64, (step, _, output) => step.Random(output.Share));
        var later = Trio.Compute(5, [], 64, (step, _, output) =>
        {
            step.Random(output.Share);
            step.Random(output.Share);
        });
        var otherNonces = Trio.Compute(6, [], 64, (step, _, output) => step.Random(output.Share));
        first.Concat(later).Concat(otherNonces).Distinct().Count().ShouldBe(3 * 64);
    }

    [Fact]
    public void Opening_gives_all_three_the_value_and_cuts_what_lies_past_the_end()
    {
        var x = Trio.Words(new Random(7), 3);
        var components = Trio.Components(x, new Random(7));
        var opened = Trio.Run(7, session =>
        {
            using var step = session.Begin("open");
            using var share = Trio.Load(step, components, session.Party);
            var words = new ulong[3];
            step.Open(share.Share, 130, words);
            return words;
        });
        opened.ShouldAllBe(words => words.SequenceEqual(new[] { x[0], x[1], x[2] & 3 }));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void An_opening_whose_copies_differ_is_refused(int from, int to)
    {
        var components = Trio.Components(Trio.Words(new Random(8), 5), new Random(8));
        var refused = Should.Throw<ProtocolException>(() => Trio.Run(
            8,
            session =>
            {
                using var step = session.Begin("last words");
                using var share = Trio.Load(step, components, session.Party);
                step.Open(share.Share, 320, new ulong[5]);
                return true;
            },
            _ => null,
            (sender, receiver, link) => sender == from && receiver == to
                ? new TappedLink(link, message => message[0] ^= message.Length == 40 ? (byte)1 : (byte)0)
                : link));
        refused.Step.ShouldBe("last words");
    }

    [Fact]
    public void What_an_and_sends_looks_random_even_for_zeros()
    {
        var sent = new List<byte[]>();
        const int Words = 4096;
        Trio.Run(
            9,
            session =>
            {
                using var step = session.Begin("zeros");
                using var zeros = step.Rent(Words);
                step.And(zeros.Share, zeros.Share, zeros.Share);
                return true;
            },
            _ => null,
            (from, _, link) => from == 1 ? new TappedLink(link, message => Keep(sent, message)) : link);
        var ones = sent.Single(message => message.Length == Words * 8).Sum(value => (long)BitOperations.PopCount(value));
        // 262,144 fair coins: standard deviation 256. Beyond 6 of them: once in 500 million seeds.
        Math.Abs(ones - (Words * 32)).ShouldBeLessThan(6 * 256);
    }

    [Fact]
    public void The_meter_counts_gates_bytes_messages_and_rounds_by_phase()
    {
        var meters = Trio.Run(10, session =>
        {
            using (var step = session.Begin("two ands"))
            {
                using var share = step.Rent(10);
                step.And(share.Share, share.Share, share.Share);
                step.And(share.Share, share.Share, share.Share);
            }

            return session.Meter;
        });
        foreach (var meter in meters)
        {
            meter.AndGates.ShouldBe(1280);
            meter.BytesSent.ShouldBe((2 * Session.NonceBytes) + 160);
            meter.Messages.ShouldBe(4);
            meter.Rounds.ShouldBe(3);
            var phase = meter.Phases.ShouldHaveSingleItem();
            (phase.Name, phase.BytesSent, phase.AndGates, phase.Rounds).ShouldBe(("two ands", 160L, 1280L, 2L));
        }
    }

    [Fact]
    public void Shares_print_nothing()
    {
        Trio.Run(11, session =>
        {
            using var step = session.Begin("print");
            using var share = step.Rent(2);
            step.Random(share.Share);
            return (share.ToString(), share.Share.ToString(), new SharedRows(2).ToString());
        }).ShouldAllBe(texts => texts.Item1 == "[share]" && texts.Item2 == "[share]" && texts.Item3 == "[shared rows]");
    }

    private static void Keep(List<byte[]> sent, byte[] message)
    {
        lock (sent)
        {
            sent.Add(message);
        }
    }
}
