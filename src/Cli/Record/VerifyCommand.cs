using System.CommandLine;
using Chorus.Escrow.Exporting;

namespace Chorus.Cli.Record;

/// <summary><c>chorus verify</c>: whether everything in a copy of a record holds, without a receipt and without a network.</summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file that the page made by \"Keep a copy\"." };
        var hash = new Option<string?>("--manifest-hash") { Description = "The manifest's hash as the trustees publish it; without it, it is printed for you to compare.", HelpName = "HEX" };
        var command = new Command("verify", "Check a copy of a record: who signed the manifest, that the versions follow each other unchanged, who acknowledged them. Needs no numbers and no network.")
        {
            file, hash,
        };
        command.SetAction((parsed, cancel) => RecordCommands.GuardAsync(parsed, async output =>
        {
            var pin = RecordCommands.PinOf(parsed.GetValue(hash));
            var export = RecordExport.Parse(await RecordCommands.ReadAsync(parsed.GetRequiredValue(file), RecordExport.MostBytes, cancel));
            return new VerifiedRecord(export, ExportCheck.Check(export), pin).Print(output) ? RecordCommands.Done : RecordCommands.Failed;
        }));
        return command;
    }
}
