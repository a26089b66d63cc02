using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chorus.Cli.Trial;

namespace Chorus.App.Tests.Trial;

public sealed class LocalPortsTests
{
    private const string OutgoingRange = "/proc/sys/net/ipv4/ip_local_port_range";

    [Fact]
    public void They_are_different_and_free_and_none_is_given_to_an_outgoing_connection()
    {
        var ports = LocalPorts.Free(50);

        ports.Distinct().Count().ShouldBe(50);
        var firstOutgoing = File.Exists(OutgoingRange) ? int.Parse(File.ReadAllText(OutgoingRange).Split('\t')[0], CultureInfo.InvariantCulture) : LocalPorts.End;
        ports.ShouldAllBe(p => p >= LocalPorts.First && p < LocalPorts.End && p < firstOutgoing);
    }

    [Fact]
    public void One_that_somebody_listens_on_is_not_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var at = (IPEndPoint)listener.LocalEndpoint;
        LocalPorts.IsFree(at).ShouldBeFalse();
        listener.Stop();
        LocalPorts.IsFree(at).ShouldBeTrue();
    }
}
