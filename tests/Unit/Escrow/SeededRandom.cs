using System.Text;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Escrow;

/// <summary>Bytes that look random and are the same for the same seed, so that a failure and a vector can be repeated.</summary>
internal sealed class SeededRandom(string seed)
{
    private readonly AesStream _stream = new(Digest.Sha256(Encoding.UTF8.GetBytes(seed)));

    internal void Fill(Span<byte> destination) => _stream.Fill(destination);

    internal byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }
}
