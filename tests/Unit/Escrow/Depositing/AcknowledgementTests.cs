using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

public sealed class AcknowledgementTests
{
    private static readonly Trial s_trial = new("acknowledgements");

    [Fact]
    public void Of_any_batch_each_acknowledgement_verifies_for_its_own_statement()
    {
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        for (var count = 1; count <= Acknowledgement.MostAtOnce; count++)
        {
            var (trustee, hashes) = (count % 3, Hashes(count));
            var acks = Acknowledgement.SignAll(s_trial.Trustees[trustee], trustee, hashes);
            acks.ShouldAllBe(ack => ack.Length == Acknowledgement.Length);
            for (var i = 0; i < count; i++)
            {
                Verify(trustee, hashes[i], acks[i]).ShouldBeTrue($"{i} of {count}");
                verifier.Verify(trustee, hashes[i], acks[i]).ShouldBeTrue($"{i} of {count}");
            }
        }
    }

    [Fact]
    public void It_verifies_for_no_other_statement_or_trustee_and_not_with_any_byte_changed()
    {
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        Gen.Select(Gen.Int[1, Acknowledgement.MostAtOnce], Gen.Int[0, 63], Gen.Int[1, 63], Gen.Int[0, Acknowledgement.Length - 1], Gen.Int[1, 255]).Sample(
            (count, place, step, at, bits) =>
            {
                place %= count;
                var (trustee, hashes) = (place % 3, Hashes(count));
                var ack = Acknowledgement.SignAll(s_trial.Trustees[trustee], trustee, hashes)[place];
                var other = step % count == 0 ? SecureRandom.Bytes(32) : hashes[(place + step) % count];
                var changed = Change.Set(ack, at, (byte)(ack[at] ^ bits));

                // Asked first and after the right one, which is remembered from then on.
                foreach (var right in new[] { false, true })
                {
                    (right && !verifier.Verify(trustee, hashes[place], ack)).ShouldBeFalse();
                    verifier.Verify(trustee, other, ack).ShouldBeFalse();
                    verifier.Verify((trustee + 1) % 3, hashes[place], ack).ShouldBeFalse();
                    verifier.Verify(trustee, hashes[place], changed).ShouldBeFalse();
                }

                Verify(trustee, other, ack).ShouldBeFalse();
                Verify((trustee + 1) % 3, hashes[place], ack).ShouldBeFalse();
                Acknowledgement.Verify(s_trial.Trustees[trustee].PublicKey, (trustee + 1) % 3, hashes[place], ack).ShouldBeFalse();
                Verify(trustee, hashes[place], changed).ShouldBeFalse();
            },
            iter: 300, threads: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(64)]
    public void Each_byte_counts(int count)
    {
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        var hashes = Hashes(count);
        var ack = Acknowledgement.SignAll(s_trial.Trustees[0], 0, hashes)[count - 1];
        verifier.Verify(0, hashes[count - 1], ack).ShouldBeTrue();
        for (var at = 0; at < ack.Length; at++)
        {
            Verify(0, hashes[count - 1], Change.Flip(ack, at)).ShouldBeFalse($"byte {at}");
            verifier.Verify(0, hashes[count - 1], Change.Flip(ack, at)).ShouldBeFalse($"byte {at}");
        }
    }

    [Fact]
    public void Another_length_or_place_is_refused()
    {
        var hash = SecureRandom.Bytes(32);
        var ack = Acknowledgement.Sign(s_trial.Trustees[0], 0, hash);
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        for (var length = 0; length < 2 * ack.Length; length++)
        {
            byte[] other = [.. ack.Take(length), .. new byte[Math.Max(0, length - ack.Length)]];
            Verify(0, hash, other).ShouldBe(length == ack.Length);
            verifier.Verify(0, hash, other).ShouldBe(length == ack.Length);
        }

        for (var place = 1; place < 256; place++)
        {
            Verify(0, hash, Change.Set(ack, 0, (byte)place)).ShouldBeFalse($"place {place}");
        }
    }

    [Fact]
    public void What_did_not_verify_does_not_verify_the_second_time_either()
    {
        var hash = SecureRandom.Bytes(32);
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        var byAnother = Acknowledgement.Sign(s_trial.Trustees[1], 0, hash);
        for (var i = 0; i < 40; i++)
        {
            verifier.Verify(0, hash, byAnother).ShouldBeFalse();
        }

        verifier.Verify(0, hash, Acknowledgement.Sign(s_trial.Trustees[0], 0, hash)).ShouldBeTrue();
        verifier.Verify(0, hash, byAnother).ShouldBeFalse();
    }

    [Fact]
    public void Many_threads_and_more_batches_than_are_remembered_get_the_same_answers()
    {
        var verifier = new AcknowledgementVerifier(s_trial.Manifest);
        var batches = Enumerable.Range(0, 60).Select(n =>
        {
            var hashes = Hashes(1 + n % 8);
            return (Trustee: n % 2, Hashes: hashes, Acks: Acknowledgement.SignAll(s_trial.Trustees[n % 2], n % 2, hashes));
        }).ToArray();

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            var (trustee, hashes, acks) = batches[n * 7 % batches.Length];
            var place = n % hashes.Length;
            verifier.Verify(trustee, hashes[place], acks[place]).ShouldBeTrue();
            verifier.Verify(trustee, hashes[place], Change.Flip(acks[place], ^1)).ShouldBeFalse();
        });
    }

    [Fact]
    public void One_to_64_hashes_are_acknowledged_at_once()
    {
        var key = s_trial.Trustees[0];
        Should.Throw<ArgumentException>(() => Acknowledgement.SignAll(key, 0, []));
        Should.Throw<ArgumentException>(() => Acknowledgement.SignAll(key, 0, Hashes(65)));
        Should.Throw<ArgumentException>(() => Acknowledgement.SignAll(key, 0, [new byte[31]]));
        Verify(0, new byte[31], Acknowledgement.Sign(key, 0, new byte[32])).ShouldBeFalse();
    }

    [Fact]
    public void The_vectors_verify_and_the_bad_ones_are_refused()
    {
        foreach (var vector in VectorEntry.Good("acknowledgement.json"))
        {
            var (hashes, acks) = (vector.List("statementHashes"), vector.List("acks"));
            acks.Length.ShouldBe(hashes.Length);
            for (var i = 0; i < acks.Length; i++)
            {
                Acknowledgement.Verify(vector.Bytes("signingKey"), vector.Int("trustee"), hashes[i], acks[i]).ShouldBeTrue(vector.Name);
            }
        }

        foreach (var vector in VectorEntry.Bad("acknowledgement.json"))
        {
            Acknowledgement.Verify(vector.Bytes("signingKey"), vector.Int("trustee"), vector.Bytes("statementHash"), vector.Bytes("ack")).ShouldBeFalse(vector.Name);
        }
    }

    private static byte[][] Hashes(int count) => [.. Enumerable.Range(0, count).Select(_ => SecureRandom.Bytes(32))];

    private static bool Verify(int trustee, byte[] hash, byte[] ack) => Acknowledgement.Verify(s_trial.Trustees[trustee].PublicKey, trustee, hash, ack);
}
