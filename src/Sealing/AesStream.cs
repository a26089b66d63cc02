using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// A keystream: AES in counter mode (NIST SP 800-38A), counters from 0 in the last 8 bytes of the block, high half zero.
/// The counter never comes back within 2^64 blocks, and a key serves one stream only, so no block repeats. Two parties
/// with the same key draw the same bytes however they cut their calls. Not for use by two threads at once.
/// </summary>
public sealed class AesStream : IDisposable
{
    private const int BlockLength = 16;
    private const int FirstBatch = 1024;
    private const int LargestBatch = 32 * 1024;

    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly Action<int>? _drew;
    private byte[] _counters = [];
    private byte[] _keystream = [];
    private int _used;
    private ulong _next;

    /// <summary>A stream under a single-use key of 16 or 32 bytes; <paramref name="drew"/> learns how many bytes each batch has.</summary>
    public AesStream(ReadOnlySpan<byte> key, Action<int>? drew = null)
    {
        if (key.Length is not (16 or 32))
        {
            throw new ArgumentException("a stream's key is 16 or 32 bytes", nameof(key));
        }

        _drew = drew;
        _aes = Aes.Create();
        // Block by block is what makes it counter mode: the counters are distinct, so the mode leaks nothing.
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _aes.SetKey(key);
        _encryptor = _aes.CreateEncryptor();
    }

    /// <summary>The next bytes of the stream.</summary>
    public void Fill(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var next = Next(destination.Length);
            next.CopyTo(destination);
            destination = destination[next.Length..];
        }
    }

    /// <summary>
    /// At least one and at most <paramref name="most"/> of the next bytes, without a copy: they stand until the next call. Two streams from which
    /// the same was drawn give the same number.
    /// </summary>
    public ReadOnlySpan<byte> Next(int most)
    {
        if (_used == _keystream.Length)
        {
            Refill();
        }

        var next = _keystream.AsSpan(_used, Math.Min(most, _keystream.Length - _used));
        _used += next.Length;
        return next;
    }

    public void Dispose()
    {
        Digest.Erase(_keystream);
        _encryptor.Dispose();
        _aes.Dispose();
    }

    private void Refill()
    {
        // Short streams pay for a kilobyte only; long ones soon draw in batches that fit the first-level cache.
        if (_counters.Length < LargestBatch)
        {
            var length = _counters.Length == 0 ? FirstBatch : _counters.Length * 2;
            Digest.Erase(_keystream);
            _counters = new byte[length];
            _keystream = new byte[length];
        }

        for (var at = BlockLength - 8; at < _counters.Length; at += BlockLength)
        {
            BinaryPrimitives.WriteUInt64BigEndian(_counters.AsSpan(at, 8), _next++);
        }

        _encryptor.TransformBlock(_counters, 0, _counters.Length, _keystream, 0);
        _used = 0;
        _drew?.Invoke(_keystream.Length);
    }
}
