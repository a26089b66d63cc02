using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class ReceiptWordsTests
{
    [Fact]
    public void Good_vectors_read_and_are_written()
    {
        foreach (var vector in VectorEntry.Good("receipt-words.json"))
        {
            ReceiptWordVectors.List.TryRead(vector.Text("typed"), out var receipt).ShouldBeTrue(vector.Name);
            receipt.Digits.ShouldBe(vector.Text("digits"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_not_receipts()
    {
        foreach (var vector in VectorEntry.Bad("receipt-words.json"))
        {
            ReceiptWordVectors.List.TryRead(vector.Text("typed"), out _).ShouldBeFalse(vector.Name);
        }

        ReceiptWordVectors.List.TryRead(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Words_of_any_receipt_give_it_back()
    {
        for (var i = 0; i < 200; i++)
        {
            var receipt = Receipt.New();
            ReceiptWordVectors.List.TryRead(string.Join(' ', ReceiptWordVectors.List.Of(receipt)), out var read).ShouldBeTrue();
            read.Digits.ShouldBe(receipt.Digits);
        }
    }

    [Fact]
    public void A_list_of_another_length_is_refused() => Should.Throw<ArgumentException>(() => new ReceiptWords(["one", "two"]));
}
