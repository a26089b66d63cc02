using System.Net;
using System.Text.Json;

namespace Chorus.Trustee.Settings;

/// <summary>
/// What an operator sets, kept as <c>trustee.json</c> in the data folder: which of the three trustees this is, its name,
/// where it listens for the site and for the other two, and where those are reached (in order of their index).
/// Addresses are <c>host:port</c>; to listen, the host is an IP address of this machine.
/// </summary>
public sealed record TrusteeSettings(int Index, string Name, string Listen, string PeerListen, IReadOnlyList<string> Peers)
{
    /// <summary>The number of trustees, always three.</summary>
    public const int Trustees = 3;

    private const int LongestRefreshDays = 3650;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>How long a run may take before it is given up. Ten million rows need a fraction of it.</summary>
    public int RunMinutes { get; init; } = 60;

    /// <summary>Days after which parts are made anew, the same at all three trustees; 0 for on command only.</summary>
    public int RefreshEveryDays { get; init; } = 30;

    internal IPEndPoint ListenAt => EndPointOf(Listen, "listen");

    internal IPEndPoint PeerListenAt => EndPointOf(PeerListen, "peerListen");

    /// <summary>Reads and checks the settings of a data folder.</summary>
    /// <exception cref="OperatorException">where they are missing or unfit.</exception>
    public static TrusteeSettings Load(DataFolder data)
    {
        if (!File.Exists(data.SettingsFile))
        {
            throw new OperatorException($"{data.Root} holds no trustee. Make one with: chorus trustee init --data {data.Root} --index 0 --name \"NAME\"");
        }

        try
        {
            var settings = JsonSerializer.Deserialize<TrusteeSettings>(File.ReadAllText(data.SettingsFile), s_json)
                ?? throw new JsonException("it is empty");
            settings.Check();
            return settings;
        }
        catch (JsonException e)
        {
            throw new OperatorException($"{data.SettingsFile} cannot be read: {e.Message}. Mend it, or take it from a backup.", e);
        }
    }

    internal void Save(DataFolder data)
    {
        Check();
        DataFolder.WriteWhole(data.SettingsFile, JsonSerializer.SerializeToUtf8Bytes(this, s_json));
    }

    /// <summary>Where the trustee <paramref name="peer"/> (0 to 2, another than this one) is reached.</summary>
    internal DnsEndPoint AddressOf(int peer) => AddressOf(Peers[peer < Index ? peer : peer - 1]);

    internal void Check()
    {
        if (Index is < 0 or >= Trustees)
        {
            throw new OperatorException("A trustee's index is 0, 1 or 2, as agreed with the site.");
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 100)
        {
            throw new OperatorException("Give the trustee a name of at most 100 characters with --name; reporters will see it.");
        }

        if (Peers is not { Count: Trustees - 1 })
        {
            throw new OperatorException("Give the addresses of the two other trustees, in order of their index: --peers HOST:PORT,HOST:PORT");
        }

        if (RefreshEveryDays is < 0 or > LongestRefreshDays)
        {
            throw new OperatorException($"refreshEveryDays in trustee.json has to be 0 (on command only) to {LongestRefreshDays}, the same at all three trustees.");
        }

        _ = ListenAt;
        _ = PeerListenAt;
        foreach (var peer in Peers)
        {
            _ = AddressOf(peer);
        }
    }

    private static IPEndPoint EndPointOf(string text, string what) =>
        IPEndPoint.TryParse(text, out var endPoint) && text.Contains(':', StringComparison.Ordinal)
            ? endPoint
            : throw new OperatorException($"{what} is \"{text}\"; it has to be an IP address of this machine and a port, such as 127.0.0.1:7100.");

    private static DnsEndPoint AddressOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), out var port) && port is > 0 and < 65536
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : throw new OperatorException($"\"{text}\" in the peers has to be a host and a port, such as trustee.example.org:7200.");
    }
}
