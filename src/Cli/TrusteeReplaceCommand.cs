using System.CommandLine;
using Chorus.Sealing;
using Chorus.Trustee;

namespace Chorus.Cli;

/// <summary><c>chorus trustee replace</c>: agrees to a successor of a lost trustee, first to its keys and then to handing over the reports.</summary>
internal static class TrusteeReplaceCommand
{
    internal static Command Create()
    {
        var data = TrusteeOptions.Data();
        var index = new Option<int>("--index") { Description = "Which of the three trustees is lost: 0, 1 or 2.", Required = true };
        var manifest = new Argument<string?>("MANIFEST") { Description = "The manifest.json with the successor's keys: it is signed, and nothing handed over. Leave it out to hand over.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("replace", "Agree that a trustee is lost for good: sign the manifest with its successor's keys and, once that is serving, ask to hand over its reports. Both trustees that are left have to do both.")
        {
            data, index, manifest,
        };
        var consent = new ConsentOptions(command);
        command.SetAction((parsed, cancel) => TrusteeOptions.GuardAsync(async () =>
        {
            var (folder, replaced) = (TrusteeOptions.Folder(parsed, data), parsed.GetRequiredValue(index));
            Console.WriteLine(parsed.GetValue(manifest) is { } file
                ? Base64UrlText.Encode(TrusteeSetup.SignReplacing(folder, file, replaced, consent.Read(parsed)))
                : await TrusteeSetup.AskForReplacementAsync(folder, replaced, cancel));
        }));
        return command;
    }
}
