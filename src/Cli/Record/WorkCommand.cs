using System.CommandLine;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary><c>chorus work</c>: the proof of work that a busy site asks for with a deposit (docs/formats/work.md). Standard output is the header's value.</summary>
internal static class WorkCommand
{
    // What the site takes, and a little more.
    private const int MostBytes = 4 << 20;

    internal static Command Create()
    {
        var deposit = new Argument<FileInfo>("DEPOSIT") { Description = "The file that `chorus seal` made, exactly as it is posted." };
        var challenge = new Option<string>("--challenge") { Description = "The challenge in the site's answer 429, or in that of /api/work.", HelpName = "TEXT", Required = true };
        var command = new Command("work", "Do the work that a busy site asks for, and print the value of the header Chorus-Work. It is good for three minutes.") { deposit, challenge };
        command.SetAction((parsed, cancel) => RecordCommands.GuardAsync(parsed, async output =>
        {
            var asked = WorkChallenge.Decode(parsed.GetRequiredValue(challenge));
            var body = await RecordCommands.ReadAsync(parsed.GetRequiredValue(deposit), MostBytes, cancel);
            await output.WriteLineAsync(WorkProof.Solve(asked, body).ToString());
            return RecordCommands.Done;
        }));
        return command;
    }
}
