using System.CommandLine;
using Chorus.App;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli;

/// <summary><c>chorus manifest adopt</c>: puts the proposed manifest in place once the three trustees have signed it.</summary>
internal static class ManifestCommand
{
    internal static Command Create()
    {
        var command = new Command("manifest", "What the site does with a new manifest.");
        command.Subcommands.Add(Adopt());
        return command;
    }

    private static Command Adopt()
    {
        var data = new Option<string>("--data") { Description = "The site's data folder, with manifest.next.json in it.", HelpName = "DIR", Required = true };
        var signatures = new Argument<string[]>("SIGNATURE")
        {
            Description = "What chorus trustee sign printed at trustees 0, 1 and 2, in this order. Where one begins with a hyphen, write -- before the three.", Arity = new ArgumentArity(Manifest.TrusteeCount, Manifest.TrusteeCount),
        };
        var command = new Command("adopt", "Check the three trustees' signatures of manifest.next.json, and put it in the place of manifest.json. It counts from the site's next start on.") { data, signatures };
        command.SetAction((parsed, _) => ServeCommand.GuardAsync(() =>
        {
            var version = new SiteFolder(parsed.GetRequiredValue(data)).AdoptNext(Read(parsed.GetRequiredValue(signatures)));
            Console.WriteLine($"Manifest {version} is in place. Start the site anew, so that it counts.");
            return Task.CompletedTask;
        }));
        return command;
    }

    private static ManifestSignatures Read(string[] signatures)
    {
        try
        {
            return new([.. signatures.Select((text, i) => Base64UrlText.Decode(text, SigningKey.SignatureLength, $"the signature of trustee {i}"))]);
        }
        catch (MalformedException e)
        {
            throw new SiteStartException($"Give the three signatures as chorus trustee sign printed them: {e.Message}.");
        }
    }
}
