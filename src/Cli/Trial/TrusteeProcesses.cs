using System.Diagnostics;
using Chorus.App;
using Chorus.App.Trustees;
using Chorus.Escrow.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Cli.Trial;

/// <summary>
/// The three trustees' processes. One that ends is started again; all end with this process, however that ends, since
/// each stops when its standard input does.
/// </summary>
internal sealed class TrusteeProcesses(TrialFolder folder, TextWriter output, TextWriter errors) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _watches = [];

    /// <summary>Starts all three and waits until each answers the site.</summary>
    /// <exception cref="SiteStartException">One does not answer in time.</exception>
    public async Task StartAsync(IServiceProvider site, CancellationToken cancel)
    {
        for (var i = 0; i < Manifest.TrusteeCount; i++)
        {
            _watches.Add(WatchAsync(i));
        }
        using var late = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        foreach (var trustee in site.GetServices<ITrusteeClient>())
        {
            try
            {
                while (await trustee.ReleasesAsync(long.MaxValue, either.Token) is null)
                {
                    await Task.Delay(BetweenQuestions, either.Token);
                }
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new SiteStartException($"Trustee {trustee.Index} does not answer. Its log is {Path.Combine(folder.Trustee(trustee.Index), "trustee.log")}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_watches);
        _stopping.Dispose();
    }

    private async Task WatchAsync(int index)
    {
        while (!_stopping.IsCancellationRequested)
        {
            using var process = OwnProcess.Start(["trustee", "serve", "--data", folder.Trustee(index), "--exit-with-stdin"]);
            // Its own log holds what it prints; errors are shown, and neither pipe may fill up.
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += (_, line) =>
            {
                if (line.Data is { } text)
                {
                    errors.WriteLine($"trustee {index}: {text}");
                }
            };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await process.WaitForExitAsync(_stopping.Token);
                // Ctrl-C reaches all processes of a terminal: a trustee may end just before this one is told to.
                await Task.Delay(BeforeRestart, _stopping.Token);
                await output.WriteLineAsync($"Trustee {index} ended (exit code {process.ExitCode}) and is started again.");
            }
            catch (OperationCanceledException)
            {
                await EndAsync(process);
            }
        }
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(ToStop);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            // Whatever it acknowledged is on its disk, so ending it hard loses nothing.
            process.Kill();
        }
    }
}
