using System.CommandLine;
using Chorus.Trustee;

namespace Chorus.Cli;

/// <summary><c>chorus trustee run</c>, <c>refresh</c> and <c>status</c>: ask the running trustee on this machine.</summary>
internal static class TrusteeAskCommand
{
    internal static Command Run()
    {
        var data = TrusteeOptions.Data();
        var command = new Command("run", "Ask for a run now. It begins when a second trustee's operator asks within ten minutes.") { data };
        command.SetAction((parsed, cancel) => TrusteeOptions.GuardAsync(async () =>
            Console.WriteLine(await TrusteeSetup.AskForRunAsync(TrusteeOptions.Folder(parsed, data), cancel))));
        return command;
    }

    internal static Command Refresh()
    {
        var data = TrusteeOptions.Data();
        var command = new Command("refresh", "Ask for new parts of every report now, and for the old ones to be destroyed. It begins when a second trustee's operator asks within ten minutes.") { data };
        command.SetAction((parsed, cancel) => TrusteeOptions.GuardAsync(async () =>
            Console.WriteLine(await TrusteeSetup.AskForRefreshAsync(TrusteeOptions.Folder(parsed, data), cancel))));
        return command;
    }

    internal static Command Status()
    {
        var data = TrusteeOptions.Data();
        var command = new Command("status", "Show what the running trustee holds, how the last run ended and when the next one is.") { data };
        command.SetAction((parsed, cancel) => TrusteeOptions.GuardAsync(async () =>
            Console.Write(await TrusteeSetup.StatusAsync(TrusteeOptions.Folder(parsed, data), cancel))));
        return command;
    }
}
