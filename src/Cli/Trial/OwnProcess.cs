using System.Diagnostics;
using Chorus.App;

namespace Chorus.Cli.Trial;

/// <summary>Starts this same program as another process.</summary>
internal static class OwnProcess
{
    /// <summary>Runs a verb to its end and gives what it printed.</summary>
    /// <exception cref="SiteStartException">It failed; the message is its own sentence.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? await output : throw new SiteStartException((await errors).Trim());
    }

    /// <summary>Starts a verb with its input and output redirected.</summary>
    public static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Started as "dotnet chorus.dll", the program's path is that of dotnet and the library has to be named.
        if (string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
