using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Chorus.Mpc.Links;

/// <summary>
/// A link over a stream in both directions, such as a TLS connection: `u32 length || bytes` for each message
/// (docs/formats/trustee-api.md). A thread of its own writes, so that two trustees which send long messages to
/// each other at once do not both wait for the other to read. Owns the stream.
/// </summary>
public sealed class StreamLink : ILink, IDisposable
{
    private const int HeaderBytes = 4;
    private const int ReadBufferBytes = 64 << 10;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly Stream _stream;
    private readonly BufferedStream _reader;
    private readonly BlockingCollection<(byte[] Buffer, int Length)> _outgoing = [];
    private readonly Thread _writer;
    private volatile Exception? _failure;
    private int _disposed;

    /// <summary>Takes over <paramref name="stream"/>, on which a read and a write may run at the same time.</summary>
    public StreamLink(Stream stream)
    {
        _stream = stream;
        _reader = new BufferedStream(stream, ReadBufferBytes);
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "chorus link writer" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> message)
    {
        if (message.Length > ILink.LongestMessage)
        {
            throw new ArgumentException($"A message has at most {ILink.LongestMessage} bytes.", nameof(message));
        }

        if (_failure is { } failure)
        {
            throw new LinkException("The connection broke while sending.", failure);
        }

        var length = HeaderBytes + message.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)message.Length);
        message.CopyTo(buffer.AsSpan(HeaderBytes));
        try
        {
            _outgoing.Add((buffer, length));
        }
        catch (InvalidOperationException closed)
        {
            throw new LinkException("The link is closed.", closed);
        }
    }

    /// <inheritdoc/>
    public void Receive(Span<byte> message)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        try
        {
            _reader.ReadExactly(header);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (length != message.Length)
            {
                throw new LinkException($"A message has {length} bytes where {message.Length} were expected.");
            }

            _reader.ReadExactly(message);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new LinkException("The other side closed the connection.", broken);
        }
    }

    /// <summary>Closes the stream at once: a wait in <see cref="Receive"/> ends in a <see cref="LinkException"/>.</summary>
    public void Abort() => _stream.Dispose();

    /// <summary>
    /// Writes what was sent so far, then closes the stream; a neighbour that does not read is given ten seconds.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _outgoing.CompleteAdding();
        if (!_writer.Join(LastWords))
        {
            _stream.Dispose();
            _writer.Join();
        }

        _stream.Dispose();
        _reader.Dispose();
        _outgoing.Dispose();
    }

    // A stream that was disposed between two calls says that it does not support reading or writing.
    private static bool IsBroken(Exception exception) =>
        exception is IOException or ObjectDisposedException or InvalidOperationException or NotSupportedException;

    private void WriteAll()
    {
        foreach (var (buffer, length) in _outgoing.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                {
                    _stream.Write(buffer, 0, length);
                    if (_outgoing.Count == 0)
                    {
                        _stream.Flush();
                    }
                }
            }
            catch (Exception broken) when (IsBroken(broken))
            {
                // The sender learns it at its next Send, the receiver from the stream itself.
                _failure = broken;
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
