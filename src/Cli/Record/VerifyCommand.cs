using System.CommandLine;
using System.Text;
using Chorus.Cli.Findings;
using Chorus.Cli.Log;
using Chorus.Escrow.Exporting;
using Chorus.Sealing.TimeStamps;

namespace Chorus.Cli.Record;

/// <summary><c>chorus verify</c>: whether everything in a copy of a record holds, without a receipt and without a network.</summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file that the page made by \"Keep a copy\"." };
        var hash = new Option<string?>("--manifest-hash") { Description = "The manifest's hash as the trustees publish it; without it, it is printed for you to compare.", HelpName = "HEX" };
        var authority = new Option<FileInfo?>("--authority") { Description = "The certificates of the time-stamp authority in PEM, as you have them from it; without them a time-stamp's signature is checked, but not whose it is.", HelpName = "FILE" };
        var command = new Command("verify", "Check a copy of a record: who signed the manifest, that the versions follow each other unchanged, who acknowledged them, when they were time-stamped. Needs no numbers and no network.")
        {
            file, hash, authority, VerifyLogCommand.Create(), VerifyStatementCommand.Create(TimeProvider.System),
        };
        command.SetAction((parsed, cancel) => RecordCommands.GuardAsync(parsed, async output =>
        {
            var pin = RecordCommands.PinOf(parsed.GetValue(hash));
            await using var copy = await RecordCommands.ReadCopyAsync(parsed.GetRequiredValue(file), cancel);
            var roots = parsed.GetValue(authority) is { } certificates
                ? TimeStampRoots.FromPem(Encoding.ASCII.GetString(await RecordCommands.ReadAsync(certificates, TimeStampToken.MostBytes, cancel)))
                : null;
            var holds = new VerifiedRecord(copy.Record, ExportCheck.Check(copy.Record, roots), pin, isAuthorityKnown: roots is not null).Print(output);
            // What the chunks are, only the sealed versions say.
            var (files, chunks) = await CountAsync(copy, cancel);
            if (files > 0)
            {
                await output.WriteLineAsync($"Files: {files}, in {chunks} sealed parts. `chorus open --files` checks them, since what they must be is sealed too.");
            }

            return holds ? RecordCommands.Done : RecordCommands.Failed;
        }));
        return command;
    }

    private static async Task<(int Files, int Chunks)> CountAsync(ExportFile copy, CancellationToken cancel)
    {
        var (files, chunks) = (0, 0);
        await foreach (var chunk in copy.ChunksAsync(cancel))
        {
            files += chunk.Index == 0 ? 1 : 0;
            chunks++;
        }

        return (files, chunks);
    }
}
