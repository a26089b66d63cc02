using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

public sealed class PartOffsetsTests
{
    private readonly Trial _trial = new();

    [Fact]
    public void New_parts_share_what_the_old_ones_shared() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32], Gen.Int[0, 7], Gen.ULong.Array[4], Gen.Int[1, 5]).Sample(
            (seed, escrow, code, fingerprints, epochs) =>
            {
                var parts = Part.Split(escrow, Quorum.FromCode(code), fingerprints);
                using var offsets = new PartOffsets(seed);
                for (var epoch = 0; epoch < epochs; epoch++)
                {
                    offsets.Next();
                    parts = Anew(offsets, parts);
                }

                var shared = Part.Join(parts[0], parts[1], parts[2]);
                return shared.Escrow.Span.SequenceEqual(escrow)
                    && shared.Quorum == Quorum.FromCode(code)
                    && shared.Fingerprints.SequenceEqual(fingerprints);
            });

    [Fact]
    public void Every_new_part_alone_is_uniformly_random_whatever_the_old_one_was()
    {
        const int Draws = 4096;
        using var offsets = new PartOffsets(Digest.Sha256("offsets"u8));
        var old = new byte[Part.Length];
        var ones = new int[3, Part.Length * 8];
        for (var draw = 0; draw < Draws; draw++)
        {
            offsets.Next();
            for (var index = 0; index < 3; index++)
            {
                var fresh = offsets.Apply(index, old);
                for (var bit = 0; bit < Part.Length * 8; bit++)
                {
                    ones[index, bit] += (fresh[bit / 8] >> (bit % 8)) & 1;
                }
            }
        }

        // The five upper bits of the quorum byte stay clear; every other bit is one half of the time, within 6 standard deviations of 32.
        for (var index = 0; index < 3; index++)
        {
            for (var bit = 0; bit < Part.Length * 8; bit++)
            {
                var clear = bit / 8 == Part.EscrowLength && bit % 8 > 2;
                ones[index, bit].ShouldBeInRange(clear ? 0 : (Draws / 2) - 192, clear ? 0 : (Draws / 2) + 192);
            }
        }
    }

    [Fact]
    public void The_three_draw_the_same_offsets_from_the_same_seed_and_others_from_another()
    {
        using var first = new PartOffsets(Digest.Sha256("one"u8));
        using var second = new PartOffsets(Digest.Sha256("one"u8));
        using var other = new PartOffsets(Digest.Sha256("two"u8));
        first.Next();
        second.Next();
        other.Next();
        var old = new byte[Part.Length];

        for (var index = 0; index < 3; index++)
        {
            first.Apply(index, old).ShouldBe(second.Apply(index, old));
            first.Apply(index, old).ShouldNotBe(other.Apply(index, old));
            var before = first.Apply(index, old);
            first.Next();
            first.Apply(index, old).ShouldNotBe(before);
            second.Next();
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    public void Parts_that_one_trustee_had_before_a_refresh_and_another_after_it_do_not_open_the_report(int before, int after)
    {
        var deposit = _trial.Deposit();
        var old = Enumerable.Range(0, 3).Select(i => ((StatementVerdict.Accepted)_trial.Check(i).Check(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Packets[i])).Parts!.Own).ToArray();
        using var offsets = new PartOffsets(_trial.Random.Bytes(32));
        offsets.Next();
        var fresh = Anew(offsets, old);

        // The thief's best: all that one had, and of the other what the first lacks, under either copy of what both had.
        var lacking = (before + 2) % 3;
        var mixed = Part.Join(old[before], old[(before + 1) % 3], fresh[lacking]);
        var otherCopy = Part.Join(
            after == (before + 1) % 3 ? old[before] : fresh[before],
            after == (before + 1) % 3 ? fresh[after] : old[(before + 1) % 3],
            fresh[lacking]);
        Opens(deposit, mixed).ShouldBeFalse();
        Opens(deposit, otherCopy).ShouldBeFalse();

        Opens(deposit, Part.Join(old[0], old[1], old[2])).ShouldBeTrue();
        Opens(deposit, Part.Join(fresh[0], fresh[1], fresh[2])).ShouldBeTrue();
    }

    private static Part[] Anew(PartOffsets offsets, Part[] parts) =>
        [.. parts.Select((part, index) => Part.Decode(offsets.Apply(index, part.Bytes)))];

    private static bool Opens(SealedDeposit deposit, SharedValues values)
    {
        var statement = deposit.Signed.Statement;
        try
        {
            SmallEnvelope.Open(values.Escrow.Span, EnvelopeContext.Escrow(statement.Deployment, statement.Handle.ToArray(), statement.Version), deposit.Escrowed);
            return true;
        }
        catch (SealingException)
        {
            return false;
        }
    }
}
