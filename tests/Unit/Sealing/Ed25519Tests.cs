using System.Numerics;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

/// <summary>What libsodium refuses beyond RFC 8032's equation, which the formats rely on: one signature has one form.</summary>
public sealed class Ed25519Tests
{
    private static readonly byte[] Message = "a statement"u8.ToArray();

    // The order of the base point, RFC 8032 section 5.1.
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    [Fact]
    public void A_signature_whose_scalar_is_not_reduced_is_refused()
    {
        using var key = SigningKey.Generate();
        var signature = key.Sign(Message);
        SigningKey.Verify(key.PublicKey, Message, signature).ShouldBeTrue();

        var scalar = new BigInteger(signature.AsSpan(32), isUnsigned: true) + Order;
        var other = signature[..32].Concat(scalar.ToByteArray(isUnsigned: true).Concat(new byte[32]).Take(32)).ToArray();
        SigningKey.Verify(key.PublicKey, Message, other).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_key_of_small_order_verifies_nothing(byte first)
    {
        // The points (1, 0) of order 4 and (0, 1) of order 1: with R = (0, 1) and S = 0 the second fits RFC 8032's equation
        // for every message.
        var key = new byte[32];
        key[0] = first;
        var signature = new byte[64];
        signature[0] = 1;
        SigningKey.Verify(key, Message, signature).ShouldBeFalse();
    }
}
