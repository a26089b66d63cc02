using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class HpkeTests
{
    private static readonly byte[] s_info = Label.Of("chorus/v1/wrap");

    [Fact]
    public void What_is_sealed_opens_with_the_same_key_label_and_context() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 100]).Sample(
            (text, aad) =>
            {
                using var key = BoxKey.Generate();
                var message = Hpke.Seal(key.PublicKey, s_info, aad, text);
                message.Length.ShouldBe(text.Length + Hpke.Overhead);
                Hpke.Open(key, s_info, aad, message).ShouldBe(text);
            },
            iter: 50);

    [Fact]
    public void Any_flipped_bit_is_refused() =>
        Gen.Int[0, (8 * (Hpke.Overhead + 40)) - 1].Sample(
            bit =>
            {
                using var key = BoxKey.Generate();
                var message = Hpke.Seal(key.PublicKey, s_info, [1, 2], new byte[40]);
                // X25519 ignores the top bit of a public key (RFC 7748, section 5), but the key schedule does not.
                message[bit / 8] ^= (byte)(1 << (bit % 8));
                Hpke.TryOpen(key, s_info, [1, 2], message, out _).ShouldBeFalse();
            },
            iter: 200);

    [Fact]
    public void Another_label_context_or_key_does_not_open()
    {
        using var key = BoxKey.Generate();
        using var other = BoxKey.Generate();
        var message = Hpke.Seal(key.PublicKey, s_info, [1], [7]);

        Hpke.TryOpen(key, Label.Of("chorus/v1/slot"), [1], message, out _).ShouldBeFalse();
        Hpke.TryOpen(key, s_info, [2], message, out _).ShouldBeFalse();
        Hpke.TryOpen(other, s_info, [1], message, out _).ShouldBeFalse();
        Hpke.TryOpen(key, s_info, [1], message.AsSpan(..^1), out _).ShouldBeFalse();
        Hpke.TryOpen(key, s_info, [1], [], out _).ShouldBeFalse();
    }

    [Fact]
    public void Sealing_to_a_key_of_small_order_is_refused() =>
        Should.Throw<ArgumentException>(() => Hpke.Seal(new byte[32], s_info, [], [1]));

    [Fact]
    public void A_message_whose_ephemeral_key_is_of_small_order_is_refused()
    {
        using var key = BoxKey.Generate();
        Hpke.TryOpen(key, s_info, [], new byte[100], out _).ShouldBeFalse();
    }

    [Fact]
    public void Sealing_twice_gives_unrelated_messages()
    {
        using var key = BoxKey.Generate();
        Hpke.Seal(key.PublicKey, s_info, [], [1]).ShouldNotBe(Hpke.Seal(key.PublicKey, s_info, [], [1]));
    }

    [Theory]
    [InlineData(
        Hpke.Aes128Gcm,
        "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
        "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a")]
    [InlineData(
        Hpke.Aes256Gcm,
        "179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11",
        "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c",
        "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256"
        + "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a")]
    public void The_published_vectors_of_RFC_9180_come_out(ushort aead, string ephemeral, string recipient, string expected)
    {
        var message = Hpke.Seal(
            Convert.FromHexString(ephemeral), Convert.FromHexString(recipient),
            "Ode on a Grecian Urn"u8, "Count-0"u8, "Beauty is truth, truth beauty"u8, aead);
        Convert.ToHexStringLower(message).ShouldBe(expected);
    }

    [Fact]
    public void Every_good_vector_opens_and_seals_to_the_same_bytes()
    {
        foreach (var vector in VectorEntry.Good("hpke.json"))
        {
            using var key = BoxKey.FromPrivate(vector.Bytes("recipientPrivateKey"));
            var (info, aad, aead) = (vector.Bytes("info"), vector.Bytes("aad"), (ushort)vector.Int("aead"));
            key.PublicKey.ShouldBe(vector.Bytes("recipientPublicKey"));
            Hpke.TryOpen(key, info, aad, vector.Bytes("sealed"), aead, out var text).ShouldBeTrue(vector.Name);
            text.ShouldBe(vector.Bytes("plaintext"), vector.Name);
            Hpke.Seal(vector.Bytes("ephemeralPrivateKey"), key.PublicKey, info, aad, text, aead).ShouldBe(vector.Bytes("sealed"), vector.Name);
        }
    }

    [Fact]
    public void No_bad_vector_opens()
    {
        foreach (var vector in VectorEntry.Bad("hpke.json"))
        {
            using var key = BoxKey.FromPrivate(vector.Bytes("recipientPrivateKey"));
            Hpke.TryOpen(key, vector.Bytes("info"), vector.Bytes("aad"), vector.Bytes("sealed"), out _).ShouldBeFalse(vector.Name);
        }
    }
}
