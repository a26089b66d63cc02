using System.CommandLine;
using Chorus.Cases.Events;

namespace Chorus.Cli.Cases;

/// <summary><c>chorus case</c>: what the rules of cases say of a file of events, without a server.</summary>
internal static class CaseCommand
{
    internal static Command Create()
    {
        var schema = new Command("schema", "Print the JSON Schema of case events, with the meaning of every kind, member and code.");
        schema.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(EventSchema.Text()));
        return new("case", "Replay the events of a case against laws and process, put them into a log, or print their schema.") { CaseReplayCommand.Create(), CaseLogCommand.Create(), schema };
    }
}
