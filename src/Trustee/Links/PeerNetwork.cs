using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Links;

/// <summary>
/// TCP connections between trustees: TLS 1.3 only, both sides with the certificates that the newest manifest pins, then a
/// hello in each direction (docs/formats/trustee-api.md).
/// </summary>
internal sealed class PeerNetwork(int index, KnownManifests manifests, TlsIdentity identity, Func<int, EndPoint> addressOf, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private TcpListener? _listener;

    /// <summary>Where this trustee listens; the port is known once it does.</summary>
    internal IPEndPoint? ListensAt { get; private set; }

    private byte[] Deployment => manifests.Newest.Deployment;

    /// <exception cref="OperatorException">where the address cannot be used.</exception>
    internal void Listen(IPEndPoint at)
    {
        _listener = new TcpListener(at);
        try
        {
            _listener.Start();
            ListensAt = (IPEndPoint)_listener.LocalEndpoint;
        }
        catch (SocketException e)
        {
            throw new OperatorException($"Cannot listen for the other trustees at {at}: {e.Message}. Choose another address in trustee.json (peerListen), or stop what uses it.", e);
        }
    }

    /// <summary>Dials another trustee and exchanges hellos; the answer's body comes back with the connection.</summary>
    /// <exception cref="PeerException">naming the trustee and what went wrong.</exception>
    internal async Task<(PeerConnection Connection, byte[] Answer)> DialAsync(int peer, LinkPurpose purpose, byte[] body, CancellationToken cancel)
    {
        using var limit = Limit(cancel);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addressOf(peer), limit.Token);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(PinOf(peer).ClientOptions(identity), limit.Token);
            await new Hello(Deployment, index, peer, purpose, body).WriteAsync(stream, limit.Token);
            var answer = await Hello.ReadAsync(stream, limit.Token);
            return Fits(answer, peer, purpose)
                ? (new PeerConnection(peer, socket, stream), answer.Body)
                : throw new MalformedException("its hello is for another trustee or deployment");
        }
        catch (Exception e) when (IsLinkFailure(e))
        {
            socket.Dispose();
            throw PeerException.From(peer, e, cancel);
        }
    }

    /// <summary>
    /// Accepts connections until cancelled. <paramref name="answer"/> looks at a hello and gives the body of the answer and
    /// what to do with the connection, or null to refuse; <paramref name="refused"/> learns of strangers.
    /// </summary>
    internal async Task AcceptAsync(Func<Hello, (byte[] Answer, Action<PeerConnection> Then)?> answer, Action<string> refused, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener!.AcceptSocketAsync(cancel);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                if (cancel.IsCancellationRequested)
                {
                    return;
                }

                continue;
            }

            // Each on its own: a slow or silent caller keeps nobody else waiting.
            _ = GreetAsync(socket, answer, refused, cancel);
        }
    }

    public void Dispose() => _listener?.Dispose();

    internal static bool IsLinkFailure(Exception e) =>
        e is IOException or SocketException or AuthenticationException or MalformedException or OperationCanceledException or ObjectDisposedException;

    private async Task GreetAsync(Socket socket, Func<Hello, (byte[] Answer, Action<PeerConnection> Then)?> answer, Action<string> refused, CancellationToken cancel)
    {
        try
        {
            using var limit = Limit(cancel);
            socket.NoDelay = true;
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var pins = new PinnedPeers([.. manifests.Newest.Trustees.Select(t => t.Certificate)]);
            await stream.AuthenticateAsServerAsync(pins.ServerOptions(identity), limit.Token);
            var hello = await Hello.ReadAsync(stream, limit.Token);
            if (pins.Find(stream.RemoteCertificate) is not { } peer || peer == index || !Fits(hello, peer, hello.Purpose) || answer(hello) is not { } accepted)
            {
                socket.Dispose();
                return;
            }

            await new Hello(Deployment, index, peer, hello.Purpose, accepted.Answer).WriteAsync(stream, limit.Token);
            accepted.Then(new PeerConnection(peer, socket, stream));
        }
        catch (Exception e)
        {
            // Nobody waits for this task: what escaped here would be lost, and the connection left open.
            socket.Dispose();
            refused($"A connection to the address for trustees was refused: {Reason(e)}");
        }
    }

    private static string Reason(Exception e) => e switch
    {
        AuthenticationException => "it did not show a certificate that the manifest pins.",
        OperationCanceledException => "it took too long.",
        MalformedException => $"{e.Message}.",
        _ when IsLinkFailure(e) => "it was closed.",
        _ => $"an error at this trustee, {e.GetType().Name}: {e.Message}",
    };

    private PinnedPeers PinOf(int peer) => new(manifests.Newest.Trustees[peer].Certificate);

    private bool Fits(Hello hello, int peer, LinkPurpose purpose) =>
        hello.Deployment.AsSpan().SequenceEqual(Deployment) && hello.From == peer && hello.To == index && hello.Purpose == purpose;

    private Limited Limit(CancellationToken cancel) => new(time, cancel);

    private sealed class Limited : IDisposable
    {
        private readonly CancellationTokenSource _late;
        private readonly CancellationTokenSource _either;

        internal Limited(TimeProvider time, CancellationToken cancel)
        {
            _late = new CancellationTokenSource(s_patience, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancel);
        }

        internal CancellationToken Token => _either.Token;

        public void Dispose()
        {
            _either.Dispose();
            _late.Dispose();
        }
    }
}
