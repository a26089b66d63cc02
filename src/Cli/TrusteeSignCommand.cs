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
        var numbers = new Option<string[]>("--numbers") { Description = "The 20 numbers of an organisation's new key, as its member read them to you: workers-centre=12345678901234567890. Once for each organisation with a new key.", HelpName = "ORGANISATION=DIGITS" };
        var command = new Command("sign", "Check that a manifest lists this trustee's own keys, and new keys of organisations only with their numbers; remember it, and print the signature for the site.") { data, manifest, numbers };
        command.SetAction((parsed, _) => TrusteeOptions.GuardAsync(() =>
        {
            var signature = TrusteeSetup.Sign(TrusteeOptions.Folder(parsed, data), parsed.GetRequiredValue(manifest), Read(parsed.GetValue(numbers) ?? []));
            Console.WriteLine(Base64UrlText.Encode(signature));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Dictionary<string, string> Read(IEnumerable<string> typed)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in typed)
        {
            if (entry.Split('=', 2) is not [{ Length: > 0 } organisation, var digits] || !numbers.TryAdd(organisation, digits))
            {
                throw new OperatorException("Write the numbers as --numbers ORGANISATION=DIGITS, once for each organisation, such as --numbers workers-centre=12345678901234567890.");
            }
        }
        return numbers;
    }
}
