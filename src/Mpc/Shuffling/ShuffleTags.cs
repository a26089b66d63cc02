using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Chorus.Mpc.Field;
using Chorus.Sealing;

namespace Chorus.Mpc.Shuffling;

/// <summary>
/// Tags by which a shuffle is verified: each row (high, low) carries k1 * high + k2 * low in GF(2^64) under two shared keys that nobody
/// knows. Whatever a trustee does to the messages of a shuffle, or of the multiplication that makes the tags, adds to rows and tags something that it knows; a row changed in this way
/// keeps a fitting tag with chance 2^-64. Afterwards a random sum of all rows is opened, masked by a random row, and has to fit the same
/// sum of the tags. (The idea is that of SPDZ's MAC check, Damgard et al., ESORICS 2013; for shuffles Asharov et al., CCS 2022.)
/// </summary>
[DebuggerDisplay("[tags]")]
internal sealed class ShuffleTags : IDisposable
{
    private readonly ShareBuffer _keys;
    private readonly ShareBuffer _mask;
    private readonly ShareBuffer _maskTag;
    private readonly ShareBuffer _tags;

    private ShuffleTags(Step step, int count)
    {
        _keys = step.Rent(2);
        _mask = step.Rent(2);
        _maskTag = step.Rent(1);
        _tags = step.Rent(count);
    }

    /// <summary>The tags, one for each row, to be shuffled with them.</summary>
    public TagColumn Column => new(_tags);

    /// <summary>Makes a tag for each row; one word sent for each, in one round.</summary>
    public static ShuffleTags Make(Step step, SharedRows rows)
    {
        var tags = new ShuffleTags(step, rows.Count);
        step.Random(tags._keys.Share);
        step.Random(tags._mask.Share);
        var keys = new Keys(tags._keys.Share);
        var own = tags._tags.Share.Own;
        for (var row = 0; row < own.Length; row++)
        {
            own[row] = keys.ProductShare(rows.Span[row]);
        }

        var mask = tags._mask.Share;
        tags._maskTag.Share.Own[0] = keys.ProductShare(Vector256.Create(mask.Own[0], mask.Own[1], mask.Next[0], mask.Next[1]));
        // A shuffle begins with what trustees 0 and 1 hold; trustee 2 gets new components at its end.
        step.Reshare(tags._tags.Share, unread: 2);
        step.Reshare(tags._maskTag.Share);
        return tags;
    }

    /// <summary>Checks rows and tags after both went through the same shuffle.</summary>
    /// <exception cref="ProtocolException">A row or a tag is not what it was.</exception>
    public void Check(Step step, SharedRows rows)
    {
        // Each waits until both others have received everything: the sum's weights are random to whoever could still send something.
        step.Wire.Barrier(step.Name);
        step.Meter.Round();
        using var sum = step.Rent(3);
        _mask.Share.CopyTo(sum.Share);
        _maskTag.Share.CopyTo(sum.Share.Slice(2, 1));
        AddWeighed(step.PublicCoin(), rows, sum.Share);

        Span<ulong> row = stackalloc ulong[2];
        step.OpenUniform(sum.Share.Slice(0, 2), row);
        var difference = sum.Share.Slice(2, 1);
        difference.Own[0] ^= Expected(_keys.Share.Own, row);
        difference.Next[0] ^= Expected(_keys.Share.Next, row);
        Span<ulong> opened = stackalloc ulong[1];
        step.OpenUniform(difference, opened);
        if (opened[0] != 0)
        {
            throw new ProtocolException(step.Name, "rows came out of the shuffle that are not those that went in; a trustee deviated.");
        }
    }

    public void Dispose()
    {
        _keys.Dispose();
        _mask.Dispose();
        _maskTag.Dispose();
        _tags.Dispose();
    }

    private static ulong Expected(ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> row) =>
        Gf64.Reduce(Gf64.Product(keys[0], row[0]) ^ Gf64.Product(keys[1], row[1]));

    // sum += weight * (high, low, tag) over all rows; the weights come from the coin.
    private void AddWeighed(byte[] coin, SharedRows rows, Share sum)
    {
        const int Batch = 512;
        using var stream = new AesStream(coin);
        Span<ulong> weights = stackalloc ulong[Batch];
        Span<Vector128<ulong>> own = stackalloc Vector128<ulong>[3];
        Span<Vector128<ulong>> next = stackalloc Vector128<ulong>[3];
        own.Clear();
        next.Clear();
        for (var start = 0; start < rows.Count; start += Batch)
        {
            var count = Math.Min(Batch, rows.Count - start);
            stream.Fill(MemoryMarshal.AsBytes(weights[..count]));
            for (var k = 0; k < count; k++)
            {
                var (row, weight) = (rows.Span[start + k], weights[k]);
                own[0] ^= Gf64.Product(row[0], weight);
                own[1] ^= Gf64.Product(row[1], weight);
                own[2] ^= Gf64.Product(_tags.Share.Own[start + k], weight);
                next[0] ^= Gf64.Product(row[2], weight);
                next[1] ^= Gf64.Product(row[3], weight);
                next[2] ^= Gf64.Product(_tags.Share.Next[start + k], weight);
            }
        }

        for (var k = 0; k < own.Length; k++)
        {
            sum.Own[k] ^= Gf64.Reduce(own[k]);
            sum.Next[k] ^= Gf64.Reduce(next[k]);
        }
    }

    /// <summary>This trustee's shares of both keys, k and k', of components i and i+1.</summary>
    private readonly struct Keys(Share keys)
    {
        private readonly ulong _high = keys.Own[0];
        private readonly ulong _low = keys.Own[1];
        private readonly ulong _nextHigh = keys.Next[0];
        private readonly ulong _nextLow = keys.Next[1];

        // k_i x_i + k_i x_(i+1) + k_(i+1) x_i for both words: the three trustees' add up to the product.
        public ulong ProductShare(Vector256<ulong> row) => Gf64.Reduce(
            Gf64.Product(_high, row[0] ^ row[2]) ^ Gf64.Product(_nextHigh, row[0])
            ^ Gf64.Product(_low, row[1] ^ row[3]) ^ Gf64.Product(_nextLow, row[1]));
    }
}
