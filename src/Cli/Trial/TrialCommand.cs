using System.CommandLine;
using Chorus.App;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Cli.Trial;

/// <summary>
/// <c>chorus trial</c>: the whole of Chorus on one machine, for trying it out. This process is the site; the three trustees
/// are processes of their own, whose private keys it never reads.
/// </summary>
internal static class TrialCommand
{
    internal static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Where everything is kept.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
        var port = new Option<int>("--port") { Description = "TCP port of the web application.", HelpName = "N", DefaultValueFactory = _ => 5080 };
        var runEvery = new Option<int>("--run-every") { Description = "Seconds between match runs, 1 to 3600; counts at the first start only.", HelpName = "N", DefaultValueFactory = _ => 60 };
        port.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 65535, result, "--port has to be 1 to 65535."));
        runEvery.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 3600, result, "--run-every has to be 1 to 3600."));
        var command = new Command("trial", "Start the site and three trustees on this machine, for trying Chorus out.") { data, port, runEvery };
        command.SetAction((parsed, cancel) => ServeCommand.GuardAsync(() =>
            RunAsync(new TrialFolder(parsed.GetRequiredValue(data)), parsed.GetValue(port), parsed.GetValue(runEvery), cancel)));
        return command;
    }

    private static void Require(bool holds, System.CommandLine.Parsing.SymbolResult result, string sentence)
    {
        if (!holds)
        {
            result.AddError(sentence);
        }
    }

    private static async Task RunAsync(TrialFolder folder, int port, int runEvery, CancellationToken cancel)
    {
        using var alone = folder.Lock();
        if (!folder.IsMade)
        {
            Console.WriteLine("Making the keys of three trustees and three organisations ...");
            await TrialSetup.MakeAsync(folder, runEvery, cancel);
        }
        TrialPorts.Prepare(folder);
        await using var trustees = new TrusteeProcesses(folder, Console.Out, Console.Error);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stop = cancel.Register(ended.SetResult);
        for (var first = true; !ended.Task.IsCompleted; first = false)
        {
            await using var site = await ServeCommand.StartAsync(folder.Site, port, cancel);
            var manifest = site.Services.GetRequiredService<Manifest>();
            if (first)
            {
                await trustees.StartAsync(site.Services, cancel);
                Console.Write(TrialNotice.Of(folder, manifest, port));
            }
            var proposed = await Task.WhenAny(ended.Task, site.Services.GetRequiredService<NextManifest>().Proposed) != ended.Task;
            Console.WriteLine(proposed ? "A new key was made. The trustees sign it, and the site starts anew ..." : "Stopping ...");
            await site.StopAsync(CancellationToken.None);
            if (proposed)
            {
                // The site is down: nothing newer is proposed while the trustees sign.
                Console.WriteLine($"Manifest {await TrialManifest.AdoptAsync(folder, manifest, cancel)} is in force.");
            }
        }
    }
}
