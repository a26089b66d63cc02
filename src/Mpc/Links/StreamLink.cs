using System.Buffers;
using System.Buffers.Binary;

namespace Chorus.Mpc.Links;

/// <summary>
/// A link over a stream in both directions, such as a TLS connection: `u32 length || bytes` for each message
/// (docs/formats/trustee-api.md). A thread of its own writes, so that two trustees which send long messages to
/// each other at once do not both wait for the other to read. Owns the stream.
/// </summary>
public sealed class StreamLink : ILink, IDisposable
{
    private const int HeaderBytes = 4;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly Stream _stream;
    private readonly Queue<(byte[] Buffer, int Length)> _outgoing = new();
    private readonly Thread _writer;
    private volatile Exception? _failure;
    private bool _closed;
    private int _disposed;

    /// <summary>Takes over <paramref name="stream"/>, on which a read and a write may run at the same time.</summary>
    public StreamLink(Stream stream)
    {
        _stream = stream;
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
        lock (_outgoing)
        {
            if (_closed)
            {
                throw new LinkException("The link is closed.");
            }

            _outgoing.Enqueue((buffer, length));
            Monitor.Pulse(_outgoing);
        }
    }

    /// <inheritdoc/>
    public void Receive(Span<byte> message)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        try
        {
            _stream.ReadExactly(header);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (length != message.Length)
            {
                throw new LinkException($"A message has {length} bytes where {message.Length} were expected.");
            }

            _stream.ReadExactly(message);
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

        lock (_outgoing)
        {
            _closed = true;
            Monitor.Pulse(_outgoing);
        }

        if (!_writer.Join(LastWords))
        {
            _stream.Dispose();
            _writer.Join();
        }

        _stream.Dispose();
    }

    // A stream that was disposed between two calls says that it does not support reading or writing.
    private static bool IsBroken(Exception exception) =>
        exception is IOException or ObjectDisposedException or InvalidOperationException or NotSupportedException;

    private void WriteAll()
    {
        while (Next() is { } message)
        {
            try
            {
                if (_failure is null)
                {
                    _stream.Write(message.Buffer, 0, message.Length);
                    if (message.IsLast)
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

            ArrayPool<byte>.Shared.Return(message.Buffer);
        }
    }

    // The next message and whether no other waits behind it; null once the link is closed and all is written.
    private (byte[] Buffer, int Length, bool IsLast)? Next()
    {
        lock (_outgoing)
        {
            while (_outgoing.Count == 0)
            {
                if (_closed)
                {
                    return null;
                }

                Monitor.Wait(_outgoing);
            }

            var (buffer, length) = _outgoing.Dequeue();
            return (buffer, length, _outgoing.Count == 0);
        }
    }
}
