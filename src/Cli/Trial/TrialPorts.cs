using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.App;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Trial;

/// <summary>The six local ports of a trial's trustees: one each for the site and one each for the other two.</summary>
internal sealed class TrialPorts
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly int[] _ports;

    private TrialPorts(int[] ports) => _ports = ports;

    public IReadOnlyList<Uri> SiteAddresses => [.. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => new Uri("https://" + Listen(i)))];

    public string Listen(int trustee) => $"127.0.0.1:{_ports[trustee]}";

    public string PeerListen(int trustee) => $"127.0.0.1:{_ports[Manifest.TrusteeCount + trustee]}";

    public IEnumerable<string> PeersOf(int trustee) => Enumerable.Range(0, Manifest.TrusteeCount).Where(i => i != trustee).Select(PeerListen);

    /// <summary>Six ports that are free now, and are still when a trustee that was killed comes back.</summary>
    public static TrialPorts Free() => new(LocalPorts.Free(2 * Manifest.TrusteeCount));

    /// <summary>Keeps the ports of the last start, or chooses others for all trustees where a program has taken one.</summary>
    public static void Prepare(TrialFolder folder)
    {
        var settings = Enumerable.Range(0, Manifest.TrusteeCount).Select(i => Path.Combine(folder.Trustee(i), "trustee.json")).ToArray();
        var nodes = settings.Select(file => JsonNode.Parse(File.ReadAllBytes(file))!.AsObject()).ToArray();
        if (nodes.All(n => IsFree(n["listen"]) && IsFree(n["peerListen"])))
        {
            return;
        }
        var ports = Free();
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i]["listen"] = ports.Listen(i);
            nodes[i]["peerListen"] = ports.PeerListen(i);
            nodes[i]["peers"] = new JsonArray([.. ports.PeersOf(i).Select(p => JsonValue.Create(p))]);
            File.WriteAllText(settings[i], nodes[i].ToJsonString(s_indented));
        }
        folder.Site.SaveTrustees(ports.SiteAddresses);
    }

    private static bool IsFree(JsonNode? address)
    {
        if (address is null || !IPEndPoint.TryParse(address.GetValue<string>(), out var endPoint))
        {
            throw new SiteStartException("A trustee.json of this trial names no address. Mend it, or start a new trial with --data DIR.");
        }
        return LocalPorts.IsFree(endPoint);
    }
}
