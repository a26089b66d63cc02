using System.CommandLine;
using Chorus.Escrow.Matching;
using Chorus.Mpc.Links;

namespace Chorus.Cli.Bench;

/// <summary>The hidden verb of which <c>chorus bench match</c> starts three: takes commands from standard input, answers each with a line.</summary>
internal static class MatchPartyCommand
{
    internal static Command Create()
    {
        var index = new Argument<int>("INDEX");
        var command = new Command("match-party", "One of the three processes of chorus bench match.") { index };
        command.Hidden = true;
        command.SetAction((parsed, cancel) => ServeAsync(parsed.GetValue(index), cancel));
        return command;
    }

    private static async Task<int> ServeAsync(int index, CancellationToken cancel)
    {
        using var party = new MatchParty(index, TimeProvider.System);
        await Console.Out.WriteLineAsync(party.Place);
        // Not Console.In, whose reads block the caller even where they are called asynchronous.
        using var input = new StreamReader(Console.OpenStandardInput());
        var next = input.ReadLineAsync(cancel).AsTask();
        while (await next is { } line)
        {
            // Read on while it works: the end of the input is the end of whoever asked.
            next = input.ReadLineAsync(cancel).AsTask();
            var work = Task.Factory.StartNew(() => party.Answer(line.Split(' ')), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            if (await Task.WhenAny((Task)work, next) == next && await next is null)
            {
                return 1;
            }

            try
            {
                await Console.Out.WriteLineAsync(await work);
            }
            catch (Exception e) when (e is MatchAbortedException or LinkException or IOException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        }

        return 0;
    }
}
