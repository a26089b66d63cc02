using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Chorus.Mpc.Links;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>One process's TLS connections to the two others: mutual, TLS 1.3, keys pinned, trustee i dialling j for i &lt; j.</summary>
internal sealed class PartyLinks : IDisposable
{
    private const int FloodBytes = 1 << 16;

    private readonly int _index;
    private readonly TlsIdentity _identity;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SslStream[] _streams = new SslStream[3];
    private readonly StreamLink?[] _links = new StreamLink?[3];

    internal PartyLinks(int index, TimeProvider time)
    {
        _index = index;
        _identity = TlsIdentity.Create($"bench-{index}", time);
        _listener.Start();
    }

    /// <summary><c>port/hash</c>, for <see cref="Join"/>.</summary>
    internal string Place => string.Create(CultureInfo.InvariantCulture, $"{((IPEndPoint)_listener.LocalEndpoint).Port}/{Convert.ToHexStringLower(_identity.SpkiHash)}");

    /// <summary>Connects to both others, given the places of all three.</summary>
    internal void Join(string[] places)
    {
        var ports = Array.ConvertAll(places, place => int.Parse(place.Split('/')[0], CultureInfo.InvariantCulture));
        var hashes = Array.ConvertAll(places, place => Convert.FromHexString(place.Split('/')[1]));
        for (var peer = _index + 1; peer < 3; peer++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, ports[peer]);
            _streams[peer] = new SslStream(new NetworkStream(socket, ownsSocket: true));
            _streams[peer].AuthenticateAsClient(new PinnedPeers(hashes[peer]).ClientOptions(_identity));
        }

        for (var expected = 0; expected < _index; expected++)
        {
            var socket = _listener.AcceptSocket();
            socket.NoDelay = true;
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            var pins = new PinnedPeers(hashes);
            stream.AuthenticateAsServer(pins.ServerOptions(_identity));
            _streams[pins.Find(stream.RemoteCertificate)!.Value] = stream;
        }
    }

    /// <summary>Sends this many bytes to both others and takes as many from each, all at once, with nothing but TLS in between.</summary>
    internal void Flood(long bytes)
    {
        Thread[] threads = [.. Others().SelectMany(peer => new[] { new Thread(() => Write(_streams[peer], bytes)), new Thread(() => Read(_streams[peer], bytes)) })];
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    /// <summary>The links over those connections, which are theirs from now on.</summary>
    internal (ILink Next, ILink Previous) Links()
    {
        foreach (var peer in Others())
        {
            _links[peer] ??= new StreamLink(_streams[peer]);
        }

        return (_links[(_index + 1) % 3]!, _links[(_index + 2) % 3]!);
    }

    public void Dispose()
    {
        foreach (var link in _links)
        {
            link?.Dispose();
        }

        _listener.Dispose();
        _identity.Dispose();
    }

    private IEnumerable<int> Others() => [(_index + 1) % 3, (_index + 2) % 3];

    private static void Write(SslStream stream, long bytes)
    {
        var block = new byte[FloodBytes];
        for (var left = bytes; left > 0; left -= block.Length)
        {
            stream.Write(block);
        }
    }

    private static void Read(SslStream stream, long bytes)
    {
        var block = new byte[FloodBytes];
        for (var left = bytes; left > 0; left -= block.Length)
        {
            stream.ReadExactly(block);
        }
    }
}
