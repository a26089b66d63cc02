using System.IO.Compression;
using Chorus.Sealing;

namespace Chorus.App.Hosting;

/// <summary>
/// Each page compressed once as far as it goes, and kept by the hash of what it says: the same bytes are never compressed
/// well twice, and other bytes can never be taken for them. Pages that are the same for everybody are few.
/// </summary>
/// <param name="most">Bytes that are kept at most; the oldest go first.</param>
internal sealed class CompressedPages(int most = CompressedPages.MostKept)
{
    /// <summary>All pages of all languages are about 3 MB.</summary>
    internal const int MostKept = 16 * 1024 * 1024;

    // Of 190 KB on one core: 10 takes a quarter of a second and leaves 12.5 %, the utmost (11) half a second for some 300 bytes less.
    private const int Well = 11;
    private const int Quickly = 5;
    private const int Window = 22;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();
    private int _bytes;
    private int _busy;

    /// <summary>
    /// The page in Brotli. At most one at a time is compressed well, so that nobody keeps more than one processor at it by
    /// asking for pages; whoever asks meanwhile gets the quick form.
    /// </summary>
    internal byte[] Of(ReadOnlySpan<byte> page)
    {
        var name = Convert.ToHexString(Digest.Sha256(page));
        lock (_lock)
        {
            if (_kept.TryGetValue(name, out var kept))
            {
                return kept;
            }
        }
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            return Compressed(page, Quickly);
        }
        try
        {
            var compressed = Compressed(page, Well);
            Keep(name, compressed);
            return compressed;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Keep(string name, byte[] compressed)
    {
        lock (_lock)
        {
            // Another may have come to the same end since this one looked.
            if (!_kept.TryAdd(name, compressed))
            {
                return;
            }
            _oldestFirst.Enqueue(name);
            _bytes += compressed.Length;
            while (_bytes > most)
            {
                _kept.Remove(_oldestFirst.Dequeue(), out var oldest);
                _bytes -= oldest!.Length;
            }
        }
    }

    private static byte[] Compressed(ReadOnlySpan<byte> page, int quality)
    {
        var into = new byte[BrotliEncoder.GetMaxCompressedLength(page.Length)];
        return BrotliEncoder.TryCompress(page, into, out var written, quality, Window)
            ? into[..written]
            : throw new InvalidOperationException("Brotli did not fit into the length that it had named itself.");
    }
}
