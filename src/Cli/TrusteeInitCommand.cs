using System.CommandLine;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.Cli;

/// <summary><c>chorus trustee init</c>: makes keys, settings and an empty store.</summary>
internal static class TrusteeInitCommand
{
    private const int SitePorts = 7100;
    private const int PeerPorts = 7200;

    internal static Command Create()
    {
        var data = TrusteeOptions.Data();
        var index = new Option<int>("--index") { Description = "Which of the three trustees this is: 0, 1 or 2.", Required = true };
        var name = new Option<string>("--name") { Description = "The organisation's name, as reporters will see it.", Required = true };
        var listen = new Option<string?>("--listen") { Description = "IP address and port for the site; 127.0.0.1:7100 + index if left out.", HelpName = "IP:PORT" };
        var peerListen = new Option<string?>("--peer-listen") { Description = "IP address and port for the other two trustees; 127.0.0.1:7200 + index if left out.", HelpName = "IP:PORT" };
        var peers = new Option<string?>("--peers") { Description = "Where the other two are reached, in order of their index; on this machine if left out.", HelpName = "HOST:PORT,HOST:PORT" };
        var command = new Command("init", "Make a new trustee: its keys, its settings and an empty store. Send the file descriptor.json to the site.")
        {
            data, index, name, listen, peerListen, peers,
        };
        command.SetAction((parsed, _) => TrusteeOptions.GuardAsync(() =>
        {
            var own = parsed.GetRequiredValue(index);
            var folder = TrusteeOptions.Folder(parsed, data);
            var settings = new TrusteeSettings(
                own,
                parsed.GetRequiredValue(name),
                parsed.GetValue(listen) ?? $"127.0.0.1:{SitePorts + own}",
                parsed.GetValue(peerListen) ?? $"127.0.0.1:{PeerPorts + own}",
                parsed.GetValue(peers)?.Split(',', StringSplitOptions.TrimEntries) ?? Local(own));
            var descriptor = TrusteeSetup.Initialise(folder, settings, TimeProvider.System);
            Console.WriteLine($"Trustee {own} is made. Send this file to the site, over a way by which it can be sure that it is yours: {descriptor}");
            Console.WriteLine($"When the site sends manifest.json back: chorus trustee sign --data {folder.Root} manifest.json");
            Console.WriteLine($"Back up signing.key, store.salt and tls.pem of the folder {Path.Combine(folder.Root, "keys")} once. Never back up reports.keys or packet-N.key: what was withdrawn or is long past could be read again from them.");
            return Task.CompletedTask;
        }));
        return command;
    }

    private static string[] Local(int own) => [.. Enumerable.Range(0, TrusteeSettings.Trustees).Where(other => other != own).Select(other => $"127.0.0.1:{PeerPorts + other}")];
}
