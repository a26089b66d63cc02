using System.CommandLine;
using Chorus.Log;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.Cli.Log;

/// <summary><c>chorus witness</c>: looks at a copy of a log, signs what continues what it saw before, and keeps that.</summary>
internal static class WitnessCommand
{
    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A copy of the log, or the log itself: nothing is written there." };
        var log = new Option<string>("--log") { Description = "The log's public key as it was published, or a file with it.", HelpName = "KEY", Required = true };
        var key = new Option<FileInfo>("--key") { Description = "The witness's private key for this log; made there where there is none yet.", HelpName = "FILE", Required = true };
        var name = new Option<string?>("--name") { Description = "The witness's name for a new key, such as union.example.", HelpName = "NAME" };
        var kept = new Option<FileInfo>("--kept") { Description = "The last checkpoint that was signed. It is the witness's memory: keep it, and give copies of it to whoever verifies the log.", HelpName = "FILE", Required = true };
        var command = new Command("witness", "Look at a copy of a log and sign that it continues what was seen before. A log that shrinks or was rewritten is refused.") { folder, log, key, name, kept };
        command.SetAction(parsed => LogInput.Guard(parsed.InvocationConfiguration.Error, () => Look(
            parsed.InvocationConfiguration.Output, LogCopy.Open(parsed.GetRequiredValue(folder).FullName, LogInput.Key(parsed.GetRequiredValue(log))),
            parsed.GetRequiredValue(key), parsed.GetValue(name), parsed.GetRequiredValue(kept))));
        return command;
    }

    private static int Look(TextWriter output, LogCopy copy, FileInfo key, string? name, FileInfo kept)
    {
        // Two at a time could each sign another continuation of the same memory.
        using var alone = Lock($"{kept.FullName}.lock");
        if (!kept.Exists && key.Exists)
        {
            throw new LogException($"There is no {kept}, and the key {key} is there already. Name the checkpoint that this witness signed last: without it nothing would be compared. A witness has a key for each log; one that never signed can be deleted.");
        }

        // Before a key is made: a copy that does not hold leaves nothing behind.
        if (copy.Check([]) is [var fault, ..])
        {
            output.WriteLine($"Not signed. {fault}");
            return LogInput.Failed;
        }

        var remembered = kept.Exists ? LogInput.Kept(kept, copy.Log) : default;
        using var signer = LogInput.Signer(key, NoteAlgorithm.Witness, name);
        if (remembered.Note is not null && Cosignature.SeenAt(remembered.Note, signer.Key) is null)
        {
            throw new LogException($"{kept} was not signed by this witness, so it is not what it remembers. Name the checkpoint that it signed last.");
        }

        var (note, refused) = copy.Show(new(copy.Log, signer, remembered.Checkpoint), TimeProvider.System.GetUtcNow());
        if (note is null)
        {
            output.WriteLine($"Not signed. {refused}");
            return LogInput.Failed;
        }

        OwnerFile.Replace(kept.FullName, note.ToUtf8());
        output.WriteLine($"Signed: {copy.Checkpoint.Origin} with {copy.Checkpoint.Size} entries{(remembered.Checkpoint is { } seen ? $", which continue the {seen.Size} of before" : ", the first that this witness saw")}. It is in {kept}.");
        output.WriteLine($"Whoever verifies needs this witness's key: {signer.Key}");
        return LogInput.Done;
    }

    // Keeps everybody else who asks for the same from going on, until it is disposed of.
    private static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LogException($"Another process has {path}. Wait until it has ended.");
        }
    }
}
