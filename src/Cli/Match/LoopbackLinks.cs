using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Running;

namespace Chorus.Cli.Match;

/// <summary>
/// The three trustees' connections for one run: TCP over the loopback address, TLS 1.3, both ends with the certificates that the
/// manifest pins, as between machines.
/// </summary>
internal sealed class LoopbackLinks : IDisposable
{
    // Entry [i, j] is trustee i's end of its link to trustee j.
    private readonly StreamLink?[,] _ends = new StreamLink?[3, 3];

    private LoopbackLinks()
    {
    }

    public static async Task<LoopbackLinks> ConnectAsync(LocalDeployment deployment, CancellationToken cancel)
    {
        var links = new LoopbackLinks();
        try
        {
            foreach (var (dialling, listening) in new[] { (0, 1), (0, 2), (1, 2) })
            {
                await links.JoinAsync(deployment, dialling, listening, cancel);
            }
            return links;
        }
        catch
        {
            links.Dispose();
            throw;
        }
    }

    public RunLinks Of(int trustee) => new(trustee, _ends[trustee, (trustee + 1) % 3]!, _ends[trustee, (trustee + 2) % 3]!);

    /// <summary>Breaks all connections at once, so that nobody waits for a trustee that has given up.</summary>
    public void Abort()
    {
        foreach (var end in _ends)
        {
            end?.Abort();
        }
    }

    public void Dispose()
    {
        foreach (var end in _ends)
        {
            end?.Dispose();
        }
    }

    private async Task JoinAsync(LocalDeployment deployment, int dialling, int listening, CancellationToken cancel)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(1);
        var accepting = AcceptAsync(deployment, listener, dialling, listening, cancel);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(listener.LocalEndpoint, cancel);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(PinOf(deployment, listening).ClientOptions(deployment.IdentityOf(dialling)), cancel);
        _ends[dialling, listening] = new StreamLink(stream);
        _ends[listening, dialling] = await accepting;
    }

    private static async Task<StreamLink> AcceptAsync(LocalDeployment deployment, TcpListener listener, int dialling, int listening, CancellationToken cancel)
    {
        var socket = await listener.AcceptSocketAsync(cancel);
        socket.NoDelay = true;
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(PinOf(deployment, dialling).ServerOptions(deployment.IdentityOf(listening)), cancel);
        return new StreamLink(stream);
    }

    private static PinnedPeers PinOf(LocalDeployment deployment, int trustee) => new(deployment.Manifest.Trustees[trustee].Certificate);
}
