using System.CommandLine;
using Chorus.Trustee;

namespace Chorus.Cli;

/// <summary><c>chorus trustee serve</c>: runs the trustee until it is stopped.</summary>
internal static class TrusteeServeCommand
{
    internal static Command Create()
    {
        var data = TrusteeOptions.Data();
        var exitWithStdin = new Option<bool>("--exit-with-stdin") { Description = "Stop when standard input ends, so that the trustee does not outlive the process that started it." };
        var command = new Command("serve", "Run the trustee. Stop it with Ctrl-C; nothing that it acknowledged is lost, however it stops.") { data, exitWithStdin };
        command.SetAction((parsed, cancel) => TrusteeOptions.GuardAsync(async () =>
        {
            // The command line's own token covers Ctrl-C and SIGTERM.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (parsed.GetValue(exitWithStdin))
            {
                _ = EndOfInput.StopsAsync(stop);
            }

            await TrusteeHost.RunAsync(TrusteeOptions.Folder(parsed, data), Console.Out, TimeProvider.System, stop.Token);
        }));
        return command;
    }
}
