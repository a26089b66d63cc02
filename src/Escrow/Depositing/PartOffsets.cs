using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// What a refresh adds to the three parts of each report: three offsets of 81 bytes that XOR to nothing, each uniformly
/// random, so that new parts share what the old ones shared and say nothing together with them
/// (docs/protocol.md, "Refresh"). Every holder of the seed draws the same offsets if it draws for the same reports in the
/// same order. Not for several threads.
/// </summary>
public sealed class PartOffsets : IDisposable
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/part-offset");

    private readonly AesStream _first;
    private readonly AesStream _second;
    private readonly byte[][] _offsets = [new byte[Part.Length], new byte[Part.Length], new byte[Part.Length]];

    /// <param name="seed">32 bytes that serve one refresh only.</param>
    public PartOffsets(ReadOnlySpan<byte> seed)
    {
        _first = Stream(seed, 0);
        _second = Stream(seed, 1);
    }

    /// <summary>Draws the offsets of the next report. Called once for each, also for one whose parts are gone.</summary>
    public void Next()
    {
        _first.Fill(_offsets[0]);
        _second.Fill(_offsets[1]);
        // Three bits only, as in every part: a higher bit would make the new part one that its readers refuse.
        _offsets[0][Part.EscrowLength] &= Quorum.Most;
        _offsets[1][Part.EscrowLength] &= Quorum.Most;
        for (var i = 0; i < Part.Length; i++)
        {
            _offsets[2][i] = (byte)(_offsets[0][i] ^ _offsets[1][i]);
        }
    }

    /// <summary>The new bytes of part <paramref name="index"/> (0 to 2) of the report drawn for last. The blind changes with the rest.</summary>
    /// <param name="index">which part.</param>
    /// <param name="part">its 81 bytes so far.</param>
    public byte[] Apply(int index, ReadOnlySpan<byte> part)
    {
        if (part.Length != Part.Length)
        {
            throw new ArgumentException($"a part has {Part.Length} bytes, not {part.Length}", nameof(part));
        }

        var fresh = new byte[Part.Length];
        for (var i = 0; i < fresh.Length; i++)
        {
            fresh[i] = (byte)(part[i] ^ _offsets[index][i]);
        }

        return fresh;
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        foreach (var offset in _offsets)
        {
            Digest.Erase(offset);
        }
    }

    private static AesStream Stream(ReadOnlySpan<byte> seed, int index)
    {
        var key = Hkdf.Derive(seed, new ByteWriter().Bytes(s_label).U8(index).Written, 32);
        var stream = new AesStream(key);
        Digest.Erase(key);
        return stream;
    }
}
