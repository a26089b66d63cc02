using System.Buffers;

namespace Chorus.Mpc.Links;

/// <summary>Messages on their way from one thread to another. Putting never waits; taking waits for the next message.</summary>
internal sealed class LocalQueue
{
    private readonly Queue<(byte[] Buffer, int Length)> _messages = new();
    private bool _closed;

    public void Put(ReadOnlySpan<byte> message)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(buffer);
        lock (_messages)
        {
            if (_closed)
            {
                throw new LinkException("The link is closed.");
            }

            _messages.Enqueue((buffer, message.Length));
            Monitor.Pulse(_messages);
        }
    }

    public void Take(Span<byte> message)
    {
        (byte[] Buffer, int Length) next;
        lock (_messages)
        {
            while (!_messages.TryDequeue(out next))
            {
                if (_closed)
                {
                    throw new LinkException("The other side closed the link.");
                }

                Monitor.Wait(_messages);
            }
        }

        if (next.Length != message.Length)
        {
            throw new LinkException($"A message has {next.Length} bytes where {message.Length} were expected.");
        }

        next.Buffer.AsSpan(0, next.Length).CopyTo(message);
        ArrayPool<byte>.Shared.Return(next.Buffer, clearArray: false);
    }

    public void Close()
    {
        lock (_messages)
        {
            _closed = true;
            Monitor.PulseAll(_messages);
        }
    }
}
