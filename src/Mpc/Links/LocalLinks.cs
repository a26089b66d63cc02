namespace Chorus.Mpc.Links;

/// <summary>
/// The links of three trustees in one process, each run by a thread of its own: for `chorus match`, for
/// measurements and for tests. What one sends is copied, so that nothing but messages passes between them.
/// </summary>
public sealed class LocalLinks : IDisposable
{
    private readonly LocalQueue[] _queues = [.. Enumerable.Range(0, 9).Select(_ => new LocalQueue())];

    /// <summary>The end that trustee <paramref name="from"/> holds of its link to <paramref name="to"/>, both 0..2.</summary>
    public ILink Link(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(from, to);
        return new End(_queues[(from * 3) + to], _queues[(to * 3) + from]);
    }

    /// <summary>Closes both links of one trustee, as if its process had ended: the others' waits end in a <see cref="LinkException"/>.</summary>
    public void Close(int party)
    {
        for (var other = 0; other < 3; other++)
        {
            _queues[(party * 3) + other].Close();
            _queues[(other * 3) + party].Close();
        }
    }

    /// <summary>Closes all links.</summary>
    public void Dispose()
    {
        foreach (var queue in _queues)
        {
            queue.Close();
        }
    }

    private sealed class End(LocalQueue outgoing, LocalQueue incoming) : ILink
    {
        public void Send(ReadOnlySpan<byte> message) => outgoing.Put(message);

        public void Receive(Span<byte> message) => incoming.Take(message);
    }
}
