using System.Net.Security;
using System.Net.Sockets;

namespace Chorus.Trustee.Links;

/// <summary>An authenticated connection to another trustee, after both hellos were read.</summary>
internal sealed class PeerConnection(int peer, Socket socket, SslStream stream) : IDisposable
{
    /// <summary>The trustee at the other end, by its certificate.</summary>
    internal int Peer { get; } = peer;

    internal SslStream Stream { get; } = stream;

    /// <summary>Breaks the connection off: whoever waits for it, on either side, wakes up with an error.</summary>
    internal void Break() => socket.Dispose();

    public void Dispose()
    {
        Stream.Dispose();
        socket.Dispose();
    }
}
