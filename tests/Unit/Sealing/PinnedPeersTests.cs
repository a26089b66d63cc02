using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class PinnedPeersTests
{
    private readonly TlsIdentity _dialler = TlsIdentity.Create("dialler", TimeProvider.System);
    private readonly TlsIdentity _listener = TlsIdentity.Create("listener", TimeProvider.System);
    private readonly TlsIdentity _stranger = TlsIdentity.Create("stranger", TimeProvider.System);

    [Fact]
    public async Task Peers_that_pin_each_other_speak_TLS_1_3()
    {
        var (client, server) = await Connect(_dialler, expected: _listener, pinnedByListener: _dialler);
        client.ShouldBeNull();
        server.ShouldBeNull();
    }

    [Fact]
    public async Task A_listener_refuses_a_stranger()
    {
        var (_, server) = await Connect(_stranger, expected: _listener, pinnedByListener: _dialler);
        server.ShouldBeAssignableTo<AuthenticationException>();
    }

    [Fact]
    public async Task A_dialler_refuses_a_stranger()
    {
        var (client, _) = await Connect(_dialler, expected: _stranger, pinnedByListener: _dialler);
        client.ShouldBeAssignableTo<AuthenticationException>();
    }

    [Fact]
    public async Task A_listener_refuses_a_caller_without_a_certificate()
    {
        var (_, server) = await Connect(_dialler, expected: _listener, pinnedByListener: _dialler, options => options.ClientCertificates = null);
        server.ShouldBeAssignableTo<AuthenticationException>();
    }

    [Fact]
    public async Task A_listener_refuses_an_older_TLS()
    {
        var (client, server) = await Connect(_dialler, expected: _listener, pinnedByListener: _dialler, options => options.EnabledSslProtocols = SslProtocols.Tls12);
        client.ShouldNotBeNull();
        server.ShouldBeAssignableTo<AuthenticationException>();
    }

    private async Task<(Exception? Client, Exception? Server)> Connect(
        TlsIdentity dialler, TlsIdentity expected, TlsIdentity pinnedByListener, Action<SslClientAuthenticationOptions>? change = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var accepted = await accepting;
        await using var server = new SslStream(accepted.GetStream());
        await using var client = new SslStream(socket.GetStream());

        // The losing side of a handshake closes its socket, so the other does not wait for it.
        var serving = Record(async () =>
        {
            await server.AuthenticateAsServerAsync(new PinnedPeers(pinnedByListener.SpkiHash).ServerOptions(_listener));
            server.SslProtocol.ShouldBe(SslProtocols.Tls13);
            await server.WriteAsync(new byte[] { 1 });
        }, accepted);
        var dialling = Record(async () =>
        {
            var options = new PinnedPeers(expected.SpkiHash).ClientOptions(dialler);
            change?.Invoke(options);
            await client.AuthenticateAsClientAsync(options);
            await client.ReadExactlyAsync(new byte[1]);
        }, socket);
        return (await dialling, await serving);
    }

    private static async Task<Exception?> Record(Func<Task> handshake, TcpClient socket)
    {
        try
        {
            await handshake();
            return null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            socket.Close();
            return e;
        }
    }
}
