using System.CommandLine;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Record;

/// <summary><c>chorus open</c>: a copy of a record in clear, with the 28 numbers, without a network.</summary>
internal static class OpenCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file that the page made by \"Keep a copy\"." };
        var json = new Option<bool>("--json") { Description = "Print everything as JSON instead of as text." };
        var files = new Option<DirectoryInfo?>("--files") { Description = "Write the files and recordings in it, opened, into this folder, which is empty or not there yet.", HelpName = "FOLDER" };
        var command = new Command(
            "open", "Ask for the 28 numbers and print everything that a copy of a record holds, in clear. The numbers are read from the terminal without being shown, or from standard input; never from the command line.")
        {
            file, json, files,
        };
        command.SetAction((parsed, cancel) => RecordCommands.GuardAsync(parsed, async output =>
        {
            await using var copy = await RecordCommands.ReadCopyAsync(parsed.GetRequiredValue(file), cancel);
            var export = copy.Record;
            var manifest = Manifest.Parse(export.Manifest);
            if (parsed.GetValue(files) is { } folder)
            {
                FilesInClear.Make(folder);
            }

            var receipt = await ReceiptPrompt.AskAsync(parsed.InvocationConfiguration.Error, cancel);
            using var keys = receipt.Derive(manifest.Deployment);
            var opened = ExportOpener.Open(export, manifest, keys);
            if (opened.Count > 0 && opened.All(report => report.Versions.All(version => version.Document is null)))
            {
                throw new BadRecordException("These numbers do not open this file. Check each group of four, and that the file is the right one.");
            }

            var error = parsed.InvocationConfiguration.Error;
            var written = parsed.GetValue(json) ? RecordInClear.WriteJson(opened, output) : RecordInClear.Write(opened, output);
            written &= await WriteFilesAsync(parsed.GetValue(files), copy, manifest, opened, error, cancel);
            if (!ExportCheck.Check(export).Holds)
            {
                await error.WriteLineAsync("NOT everything in this file holds. `chorus verify` says what does not.");
                return RecordCommands.Failed;
            }

            return written ? RecordCommands.Done : RecordCommands.Failed;
        }));
        return command;
    }

    private static async Task<bool> WriteFilesAsync(
        DirectoryInfo? folder, ExportFile copy, Manifest manifest, IReadOnlyList<OpenedExportReport> opened, TextWriter error, CancellationToken cancel)
    {
        if (folder is not null)
        {
            return await new FilesInClear(folder, manifest, opened).WriteAsync(copy, error, cancel);
        }

        if (FilesInClear.Of(opened).Count is var count and > 0)
        {
            await error.WriteLineAsync($"Files and recordings in it: {count}. `--files FOLDER` writes them, opened, into a folder.");
        }

        return true;
    }
}
