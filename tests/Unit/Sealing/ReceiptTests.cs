using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class ReceiptTests
{
    [Fact]
    public void A_new_receipt_is_28_digits_in_seven_groups_and_comes_back_when_typed()
    {
        var receipt = Receipt.New();
        receipt.Display.ShouldMatch("^[0-9]{4}( [0-9]{4}){6}$");
        Receipt.TryParse(receipt.Display, out var typed).ShouldBeTrue();
        typed.Digits.ShouldBe(receipt.Digits);
    }

    [Fact]
    public void Every_digit_comes_equally_often()
    {
        // 28,000 digits: 2,800 of each, standard deviation 50. Six of them pass by chance once in 10^8 tries.
        var counts = Enumerable.Range(0, 1000).SelectMany(_ => Receipt.New().Digits).CountBy(d => d).ToDictionary();
        counts.Count.ShouldBe(10);
        counts.Values.ShouldAllBe(n => n > 2500 && n < 3100);
    }

    [Fact]
    public void Good_vectors_parse_and_give_their_keys()
    {
        foreach (var vector in VectorEntry.Good("receipt.json"))
        {
            Receipt.TryParse(vector.Text("typed"), out var receipt).ShouldBeTrue(vector.Name);
            receipt.Digits.ShouldBe(vector.Text("digits"), vector.Name);
            if (vector.Has("deployment"))
            {
                using var keys = receipt.Derive(vector.Bytes("deployment"));
                keys.Lookup.ShouldBe(vector.Bytes("lookup"));
                keys.Signing.PublicKey.ShouldBe(vector.Bytes("family"));
                keys.Box.PublicKey.ShouldBe(vector.Bytes("boxPublicKey"));
            }
        }
    }

    [Fact]
    public void Bad_vectors_are_not_receipts()
    {
        foreach (var vector in VectorEntry.Bad("receipt.json"))
        {
            Receipt.TryParse(vector.Text("typed"), out _).ShouldBeFalse(vector.Name);
        }

        Receipt.TryParse(null, out _).ShouldBeFalse();
    }
}
