using System.CommandLine;
using Chorus.App;
using Chorus.App.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Chorus.Cli;

/// <summary><c>chorus serve</c>: the web application of a deployment whose trustees run elsewhere.</summary>
internal static class ServeCommand
{
    internal static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The site's data folder: site.json (where the trustees are; docs/data-model.md names all its settings, docs/mail.md the one for e-mail to members), manifest.json, manifest.signatures.json and site.pem.", HelpName = "DIR", Required = true };
        var port = new Option<int>("--port") { Description = "TCP port on this machine, for the proxy that does TLS.", HelpName = "N", DefaultValueFactory = _ => 5080 };
        var exitWithStdin = new Option<bool>("--exit-with-stdin") { Description = "Stop when standard input ends, so that the site does not outlive the process that started it." };
        var command = new Command("serve", "Run the web application. Stop it with Ctrl-C.") { data, port, exitWithStdin };
        command.SetAction((parsed, cancel) => GuardAsync(async () =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (parsed.GetValue(exitWithStdin))
            {
                _ = EndOfInput.StopsAsync(stop);
            }
            await using var site = await StartAsync(new SiteFolder(parsed.GetRequiredValue(data)), parsed.GetValue(port), cancel);
            Console.WriteLine($"Chorus serves http://localhost:{parsed.GetValue(port)}/");
            await site.WaitForShutdownAsync(stop.Token);
        }));
        return command;
    }

    /// <summary>Starts the site of a folder.</summary>
    /// <exception cref="SiteStartException">It cannot start; the message says what to do.</exception>
    internal static async Task<WebApplication> StartAsync(SiteFolder folder, int port, CancellationToken cancel)
    {
        var site = folder.Build(port, null, (services, file) => services.AddSqliteStore(file));
        try
        {
            await site.StartAsync(cancel);
            return site;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await site.DisposeAsync();
            throw new SiteStartException($"Port {port} is taken by another program. Stop that one, or choose another port with --port N.");
        }
    }

    /// <summary>Runs a verb; what its operator can mend becomes a sentence on standard error and exit code 1.</summary>
    internal static async Task<int> GuardAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (SiteStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (UnauthorizedAccessException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Run this as the account that owns the data folder.");
            return 1;
        }
    }
}
