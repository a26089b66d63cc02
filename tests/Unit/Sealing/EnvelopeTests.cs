using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class EnvelopeTests
{
    private static readonly byte[] s_id = new byte[16];
    private static readonly EnvelopeContext s_context = EnvelopeContext.Content(s_id, s_id, 1);

    [Fact]
    public void What_is_sealed_opens_whatever_its_length() =>
        Gen.Int[0, 1_200_000].Sample(
            length =>
            {
                var (key, data) = (SecureRandom.Bytes(32), SecureRandom.Bytes(length));
                var envelope = Envelope.Seal(key, s_context, data);
                Envelope.IsSealedLength(envelope.Length).ShouldBeTrue();
                Envelope.Open(key, s_context, envelope).ShouldBe(data);
            },
            iter: 30);

    [Fact]
    public void Any_flipped_byte_is_refused()
    {
        var key = SecureRandom.Bytes(32);
        var envelope = Envelope.Seal(key, s_context, new byte[100_000]);
        Gen.Select(Gen.Int[0, envelope.Length - 1], Gen.Byte[1, 255]).Sample(
            (place, change) =>
            {
                var changed = envelope.ToArray();
                changed[place] ^= change;
                Should.Throw<SealingException>(() => Envelope.Open(key, s_context, changed));
            },
            iter: 60);
    }

    [Fact]
    public void Chunks_do_not_change_places_and_none_stands_for_another()
    {
        var key = SecureRandom.Bytes(32);
        var envelope = Envelope.Seal(key, s_context, new byte[200_000]);
        const int chunk = 65_536 + 16;
        var swapped = envelope.ToArray();
        envelope.AsSpan(35, chunk).CopyTo(swapped.AsSpan(35 + chunk));
        envelope.AsSpan(35 + chunk, chunk).CopyTo(swapped.AsSpan(35));
        Fault(() => Envelope.Open(key, s_context, swapped)).ShouldBe(SealingFault.Altered);

        var cut = envelope[..(35 + (3 * chunk))];
        Fault(() => Envelope.Open(key, s_context, cut)).ShouldBe(SealingFault.Malformed);
    }

    [Fact]
    public void The_size_tells_only_a_class()
    {
        var lengths = new[] { 0, 1, 100, 4000, 4092 }.Select(n => Envelope.Seal(SecureRandom.Bytes(32), s_context, new byte[n]).Length);
        lengths.Distinct().ShouldBe([35 + 4096 + 16]);
    }

    [Fact]
    public void The_same_bytes_under_two_keys_open_under_neither_others()
    {
        // Without the commitment, bytes can be made that AES-GCM accepts under two keys.
        var (first, second) = (SecureRandom.Bytes(32), SecureRandom.Bytes(32));
        var envelope = Envelope.Seal(first, s_context, [1, 2, 3]);
        Fault(() => Envelope.Open(second, s_context, envelope)).ShouldBe(SealingFault.WrongKey);
    }

    [Fact]
    public void Every_good_vector_comes_out_the_same_and_opens()
    {
        foreach (var vector in VectorEntry.Good("envelope.json"))
        {
            var data = vector.Has("dataIsLettersA")
                ? Enumerable.Repeat((byte)'a', vector.Int("dataIsLettersA")).ToArray()
                : vector.Bytes("data");
            var small = string.Equals(vector.Text("purpose"), "escrow", StringComparison.Ordinal);
            var envelope = small
                ? SmallEnvelope.Seal(vector.Bytes("key"), Context(vector), data)
                : Envelope.Seal(vector.Bytes("key"), Context(vector), data);
            if (vector.Has("envelope"))
            {
                envelope.ShouldBe(vector.Bytes("envelope"), vector.Name);
            }
            else
            {
                envelope.Length.ShouldBe(vector.Int("envelopeLength"), vector.Name);
                Digest.Sha256(envelope).ShouldBe(vector.Bytes("envelopeSha256"), vector.Name);
            }

            Open(vector, envelope).ShouldBe(data, vector.Name);
        }
    }

    [Fact]
    public void Every_bad_vector_is_refused_for_its_reason()
    {
        foreach (var vector in VectorEntry.Bad("envelope.json"))
        {
            Fault(() => Open(vector, vector.Bytes("envelope"))).ShouldBe(vector.Fault<SealingFault>(), vector.Name);
        }
    }

    private static byte[] Open(VectorEntry vector, byte[] envelope) =>
        string.Equals(vector.Text("purpose"), "escrow", StringComparison.Ordinal)
            ? SmallEnvelope.Open(vector.Bytes("key"), Context(vector), envelope)
            : Envelope.Open(vector.Bytes("key"), Context(vector), envelope);

    private static EnvelopeContext Context(VectorEntry vector)
    {
        var (deployment, handle) = (vector.Bytes("deployment"), vector.Bytes("handle"));
        return vector.Text("purpose") switch
        {
            "content" => EnvelopeContext.Content(deployment, handle, (uint)vector.Int("version")),
            "escrow" => EnvelopeContext.Escrow(deployment, handle, (uint)vector.Int("version")),
            _ => EnvelopeContext.Message(deployment, handle, vector.Bytes("messageId"), (byte)vector.Int("direction")),
        };
    }

    private static SealingFault Fault(Action open) => Should.Throw<SealingException>(open).Fault;
}
