using System.CommandLine;
using Chorus.Cases;
using Chorus.Cases.Replay;
using Chorus.Cases.Yaml;

namespace Chorus.Cli.Cases;

/// <summary><c>chorus case replay</c>: applies a file of events, says of each whether it is accepted and why not, and shows the case.</summary>
internal static class CaseReplayCommand
{
    /// <summary>Every line was an event, accepted or refused.</summary>
    internal const int Done = 0;

    /// <summary>At least one line was no event.</summary>
    internal const int UnreadableLine = 1;

    /// <summary>File, process or option cannot be used.</summary>
    internal const int BadInput = 2;

    internal static Command Create()
    {
        var events = new Argument<string>("EVENTS.jsonl") { Description = "The events, one JSON object a line; - for standard input." };
        var process = new Option<string>("--process")
        {
            Description = $"The process that the case is under: {string.Join(", ", BuiltInFileNames.Processes)}, or the path of a file of your own.", HelpName = "NAME", Required = true,
        };
        var holidays = new Option<FileInfo[]>("--holidays") { Description = "A holiday file of your own, besides the ones that are built in. Can be given more than once.", HelpName = "FILE" };
        var at = new Option<string?>("--at") { Description = "Show the case as it stands at this instant: what is due, what is final. Without it, at its last event.", HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = "Print an object for each line and one for the state, for machines." };
        var command = new Command("replay", "Apply the events of a file one after the other; print for each accepted, or refused with the reason and the law behind it, then the case.")
        {
            events, process, holidays, at, json,
        };
        command.SetAction(parsed =>
        {
            var configuration = parsed.InvocationConfiguration;
            try
            {
                var (rules, chosen) = CaseFiles.Rules(parsed.GetRequiredValue(process), parsed.GetValue(holidays) ?? []);
                var instant = CaseFiles.Instant(parsed.GetValue(at));
                var replayed = CaseReplay.Of(CaseFiles.Lines(parsed.GetRequiredValue(events)), rules, chosen);
                var view = StateView.Of(replayed.State, rules, instant);
                if (parsed.GetValue(json))
                {
                    ReplayOutput.WriteJson(configuration.Output, replayed, view);
                }
                else
                {
                    ReplayOutput.WriteText(configuration.Output, replayed, view);
                }

                return replayed.IsReadable ? Done : UnreadableLine;
            }
            catch (Exception e) when (e is CaseFileException or IOException or UnauthorizedAccessException)
            {
                configuration.Error.WriteLine(e.Message);
                return BadInput;
            }
        });
        return command;
    }
}
