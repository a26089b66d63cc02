using Chorus.Log.Merkle;
using Chorus.Log.Tiles;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>The files of a tree.</summary>
public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(2, 17, 5, "tile/2/017.p/5")]
    [InlineData(Tile.Entries, 1000, 1, "tile/entries/x001/000.p/1")]
    public void A_tile_lies_where_the_specification_says(int level, long index, int width, string path) => new Tile(level, index, width).Path.ShouldBe(path);

    [Fact]
    public void A_tree_has_the_tiles_of_the_specifications_example()
    {
        Tile.Of(0, 70_000).Count(t => t.IsFull).ShouldBe(273);
        Tile.Of(0, 70_000).Last().ShouldBe(new(0, 273, 112));
        Tile.Of(1, 70_000).ShouldBe([new(1, 0, 256), new(1, 1, 17)]);
        Tile.Of(2, 70_000).ShouldBe([new(2, 0, 1)]);
        Tile.Of(3, 70_000).ShouldBeEmpty();
        Tile.Of(0, 256).Concat(Tile.Of(1, 256)).ShouldBe([new(0, 0, 256), new(1, 0, 1)]);
    }

    [Fact]
    public void Tiles_give_every_root_and_a_builder_that_goes_on_from_them_gives_the_same()
    {
        const int Most = 70_000;
        var leaves = Leaves.Numbered(Most);
        var tiles = new Dictionary<Tile, byte[]>();
        Gen.Select(Gen.OneOf(Gen.Int[0, 600], Gen.Int[65_000, Most]), Gen.Int[0, 600]).Sample((first, more) =>
        {
            var size = Math.Min(first + more, Most);
            tiles.Clear();
            var builder = new TileBuilder(tiles.Add);
            for (var i = 0; i < first; i++)
            {
                builder.Add(leaves[i]);
            }

            builder.Flush();
            builder.Root.ShouldBe(leaves.Root(first));
            tiles.Keys.ShouldBe(Enumerable.Range(0, 3).SelectMany(level => Tile.Of(level, first)), ignoreOrder: true);

            var after = TileBuilder.After(first, tile => tiles[tile], (tile, bytes) => tiles[tile] = bytes);
            for (var i = first; i < size; i++)
            {
                after.Add(leaves[i]);
            }

            after.Flush();
            after.Root.ShouldBe(leaves.Root(size));
            var tree = new TreeOfTiles(size, tile => tiles[tile]);
            tree.Root.ShouldBe(leaves.Root(size));
            if (first > 0)
            {
                ConsistencyProof.Holds(ConsistencyProof.Of(tree, first, size), first, size, leaves.Root(first), leaves.Root(size)).ShouldBeTrue();
            }
        }, iter: 20, threads: 1);
    }
}
