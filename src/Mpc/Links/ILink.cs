namespace Chorus.Mpc.Links;

/// <summary>
/// One trustee's end of the connection to one other. Messages are whole and ordered, and both ends know from the
/// step they are in how long the next one is. Used by one thread at a time for sending and one for receiving.
/// </summary>
public interface ILink
{
    /// <summary>The longest message that a link carries, in bytes; longer data is cut by its sender.</summary>
    const int LongestMessage = 16 << 20;

    /// <summary>
    /// Takes a copy of <paramref name="message"/> and returns without waiting for the other side to read it, so that
    /// both sides may send at once.
    /// </summary>
    /// <exception cref="LinkException">The link is closed or broken.</exception>
    void Send(ReadOnlySpan<byte> message);

    /// <summary>Waits for the next message and fills <paramref name="message"/> with it.</summary>
    /// <exception cref="LinkException">The link is closed or broken, or the message has another length.</exception>
    void Receive(Span<byte> message);
}
