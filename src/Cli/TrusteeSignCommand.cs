using System.CommandLine;
using Chorus.Sealing;
using Chorus.Trustee;

namespace Chorus.Cli;

/// <summary><c>chorus trustee sign</c>: agrees to a manifest. Standard output is the signature and nothing else.</summary>
internal static class TrusteeSignCommand
{
    internal static Command Create()
    {
        var data = TrusteeOptions.Data();
        var manifest = new Argument<string>("MANIFEST") { Description = "The manifest.json that the site sent." };
        var command = new Command("sign", "Check that a manifest lists this trustee's own keys, and organisations and their keys, new ones only with their numbers; remember it, and print the signature for the site.") { data, manifest };
        var consent = new ConsentOptions(command);
        command.SetAction((parsed, _) => TrusteeOptions.GuardAsync(() =>
        {
            var signature = TrusteeSetup.Sign(TrusteeOptions.Folder(parsed, data), parsed.GetRequiredValue(manifest), consent.Read(parsed));
            Console.Error.WriteLine("From now on this trustee takes deposits under the two newest manifests that it signed, and no older one. While the site still works under an older one, nobody can report: ask it to put this one in place soon.");
            Console.WriteLine(Base64UrlText.Encode(signature));
            return Task.CompletedTask;
        }));
        return command;
    }
}
