using System.CommandLine;
using Chorus.Cli.Log;
using Chorus.Escrow.Findings;
using Chorus.Escrow.Manifests;
using Chorus.Log;

namespace Chorus.Cli.Findings;

/// <summary><c>chorus verify statement</c>: what an organisation says of a person to another employer, and whether it holds, without a site.</summary>
internal static class VerifyStatementCommand
{
    private const long MostManifest = 4 << 20;

    internal static Command Create(TimeProvider time)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The statement as you were given it." };
        var manifest = new Option<FileInfo>("--manifest") { Description = "The site's manifest.json, which has the organisation's keys. Check first that it is the one that the trustees publish: its hash is printed.", HelpName = "FILE", Required = true };
        var log = new Option<DirectoryInfo?>("--log") { Description = "A copy of the site's log, a folder with the files \"checkpoint\", \"tile/\" and \"witnessed/\": the events on which the statement rests have to be in it. Needs --key.", HelpName = "FOLDER" };
        var key = new Option<string?>("--key") { Description = "The log's public key as it was published, or a file with it.", HelpName = "KEY" };
        var command = new Command("statement", "Check a statement of final findings, or of a departure, and say it in plain sentences: who signed it, what it says and what not, until when, and that its events are in the log. Needs no network.")
        {
            file, manifest, log, key,
        };
        command.SetAction(parsed => LogInput.Guard(parsed.InvocationConfiguration.Error, () =>
        {
            var statement = FindingStatement.Parse(LogInput.Read(parsed.GetRequiredValue(file), FindingStatement.MostBytes));
            var agreed = Manifest.Parse(LogInput.Read(parsed.GetRequiredValue(manifest), MostManifest));
            var copy = (parsed.GetValue(log), parsed.GetValue(key)) switch
            {
                (null, null) => null,
                ({ } folder, { } published) => new StatementLog(folder, LogInput.Key(published), agreed),
                _ => throw new LogException("--log and --key go together: the copy of the log, and the key by which it is signed."),
            };
            return new StatementVerdict(statement, agreed, time).Print(parsed.InvocationConfiguration.Output, copy) ? LogInput.Done : LogInput.Failed;
        }));
        return command;
    }
}
