using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;
using Chorus.Mpc.Sorting;
using Chorus.Mpc.Verifying;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc.Verifying;

/// <summary>The algebra under the proofs, against its definitions.</summary>
public sealed class GridTests
{
    private static readonly Gen<ulong> Element = Gen.ULong;

    [Fact]
    public void The_field_has_the_laws_of_a_field()
    {
        Gen.Select(Element, Element, Element).Sample((a, b, c) =>
        {
            Gf64.Multiply(a, b).ShouldBe(Gf64.Multiply(b, a));
            Gf64.Multiply(a, Gf64.Multiply(b, c)).ShouldBe(Gf64.Multiply(Gf64.Multiply(a, b), c));
            Gf64.Multiply(a, b ^ c).ShouldBe(Gf64.Multiply(a, b) ^ Gf64.Multiply(a, c));
            Gf64.Multiply(a, 1).ShouldBe(a);
        });
    }

    [Fact]
    public void Every_element_but_zero_has_an_inverse()
    {
        // a^(2^64 - 1) = 1, so that a^(2^64 - 2) is the inverse: only where the modulus is irreducible.
        Element.Where(a => a != 0).Sample(a =>
        {
            var (power, inverse) = (a, 1UL);
            for (var bit = 1; bit < 64; bit++)
            {
                power = Gf64.Multiply(power, power);
                inverse = Gf64.Multiply(inverse, power);
            }

            Gf64.Multiply(a, inverse).ShouldBe(1UL);
        });
    }

    [Fact]
    public void Products_without_the_instruction_have_the_same_bits() =>
        Gen.Select(Element, Element).Sample((a, b) => Gf64.PlainProduct(a, b).ShouldBe(Gf64.Product(a, b)));

    [Fact]
    public void Vectors_multiply_as_their_elements_do()
    {
        Gen.Select(Element.Array[8], Element.Array[8]).Sample((a, b) =>
        {
            var products = Gf64.Multiply(Vector512.Create(a), Vector512.Create(b));
            var shifted = Gf64.TimesX(Vector512.Create(a));
            for (var lane = 0; lane < 8; lane++)
            {
                products[lane].ShouldBe(Gf64.Multiply(a[lane], b[lane]));
                shifted[lane].ShouldBe(Gf64.Multiply(a[lane], 2));
            }
        });
    }

    [Fact]
    public void Both_ways_to_evaluate_a_tile_give_the_sums_of_the_weights()
    {
        Gen.Select(Element.Array[64], Element.Array[512]).Sample(
            (weights, words) =>
            {
                var tile = MemoryMarshal.Cast<ulong, Vector512<ulong>>(words).ToArray();
                CornerTable.Arrange(tile);
                foreach (var table in Tables(weights))
                {
                    var values = new Vector512<ulong>[64];
                    table.Evaluate(tile, values);
                    for (var bit = 0; bit < 64; bit++)
                    {
                        for (var block = 0; block < 8; block++)
                        {
                            var expected = Enumerable.Range(0, 64)
                                .Where(corner => ((words[(8 * corner) + block] >> bit) & 1) == 1)
                                .Aggregate(0UL, (sum, corner) => sum ^ weights[corner]);
                            values[bit][block].ShouldBe(expected);
                        }
                    }
                }
            },
            iter: 5);

        static IEnumerable<CornerTable> Tables(ulong[] weights)
        {
            yield return new CornerTable.ByNibbles(weights);
            yield return CornerTable.For(weights);
        }
    }

    [Fact]
    public void Moves_without_wide_instructions_have_the_same_bits()
    {
        Gen.Select(Element.Array[64], Gen.Byte.Array[16], Gen.Byte[0, 15].Array[32]).Sample((words, entries, nibbles) =>
        {
            var (exchanged, plain) = (MemoryMarshal.Cast<ulong, Vector512<ulong>>(words).ToArray(), MemoryMarshal.Cast<ulong, Vector512<ulong>>(words).ToArray());
            CornerTable.ExchangeBytes(exchanged);
            CornerTable.PlainExchangeBytes(plain);
            exchanged.ShouldBe(plain);

            var table = Vector256.Create(Vector128.Create(entries), Vector128.Create(entries));
            var looked = CornerTable.ByNibbles.LookUp(table, Vector256.Create(nibbles));
            looked.ShouldBe(CornerTable.ByNibbles.PlainLookUp(table, Vector256.Create(nibbles)));
            looked.ShouldBe(Vector256.Create(nibbles.Select(nibble => entries[nibble]).ToArray()));

            var (first, second) = (Vector256.Create(words), Vector256.Create(words, 4));
            RowComparison.Lanes(first, second).ShouldBe(RowComparison.PlainLanes(first, second));
        });
    }

    [Fact]
    public void A_product_on_the_grid_has_at_any_point_the_value_of_its_factors()
    {
        Gen.Int[1, 4].Sample(variables => Gen.Select(Element.Array[8 << variables], Element.Array[8 << variables], Element.Array[variables]).Sample(
            (left, right, at) =>
            {
                var (a, b) = (Fold(left), Fold(right));
                var points = FieldFold.PointSums(a, b, variables);
                a.Evaluate(Grid.CornerWeights(at));
                b.Evaluate(Grid.CornerWeights(at));
                var product = a.Elements.ToArray().Zip(b.Elements.ToArray(), Gf64.Multiply).Aggregate((x, y) => x ^ y);
                Grid.Evaluate(points, Grid.PointWeights(at)).ShouldBe(product);
            },
            iter: 20), iter: 8);

        static FieldFold Fold(ulong[] elements)
        {
            var fold = new FieldFold();
            elements.CopyTo(fold.Begin(elements.Length));
            return fold;
        }
    }
}
