using System.CommandLine;
using Chorus.Log;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;

namespace Chorus.Cli.Log;

/// <summary><c>chorus witness</c>: looks at a copy of a log, signs what continues what it saw before, and keeps that.</summary>
internal static class WitnessCommand
{
    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A copy of the log, or the log itself: nothing is written there." };
        var log = new Option<string>("--log") { Description = "The log's public key as it was published, or a file with it.", HelpName = "KEY", Required = true };
        var key = new Option<FileInfo>("--key") { Description = "The witness's private key; made there where there is none yet.", HelpName = "FILE", Required = true };
        var name = new Option<string?>("--name") { Description = "The witness's name for a new key, such as union.example.", HelpName = "NAME" };
        var kept = new Option<FileInfo>("--kept") { Description = "The last checkpoint that was signed. It is the witness's memory: keep it, and give copies of it to whoever verifies the log.", HelpName = "FILE", Required = true };
        var command = new Command("witness", "Look at a copy of a log and sign that it continues what was seen before. A log that shrinks or was rewritten is refused.") { folder, log, key, name, kept };
        command.SetAction(parsed => LogInput.Guard(parsed.InvocationConfiguration.Error, () =>
        {
            var of = LogInput.Key(parsed.GetRequiredValue(log));
            var file = parsed.GetRequiredValue(kept);
            var copy = LogCopy.Open(parsed.GetRequiredValue(folder).FullName, of);
            var seen = file.Exists ? LogInput.Kept(file, of).Checkpoint : null;
            var keyFile = parsed.GetRequiredValue(key);
            if (seen is null && keyFile.Exists)
            {
                throw new LogException($"There is no {file}, and the key {keyFile} is there already. Name the checkpoint that this witness signed last: without it nothing would be compared.");
            }

            using var signer = LogInput.Signer(keyFile, NoteAlgorithm.Witness, parsed.GetValue(name));
            var output = parsed.InvocationConfiguration.Output;
            var (note, refused) = copy.Show(new(of, signer, seen), TimeProvider.System.GetUtcNow());
            if (note is null)
            {
                output.WriteLine($"Not signed. {refused}");
                return LogInput.Failed;
            }

            OwnerFile.Replace(file.FullName, note.ToString());
            output.WriteLine($"Signed: {copy.Checkpoint.Origin} with {copy.Checkpoint.Size} entries{(seen is null ? ", the first that this witness saw" : $", which continue the {seen.Size} of before")}. It is in {file}.");
            output.WriteLine($"Whoever verifies needs this witness's key: {signer.Key}");
            return LogInput.Done;
        }));
        return command;
    }
}
