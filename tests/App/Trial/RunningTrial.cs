using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Chorus.Cli.Trial;

namespace Chorus.App.Tests.Trial;

/// <summary><c>chorus trial</c> as the processes that a user starts.</summary>
internal sealed partial class RunningTrial : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _printed = new();

    private RunningTrial(Process process) => _process = process;

    public string Printed
    {
        get
        {
            lock (_printed)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>Starts a trial and waits until it says how to stop it.</summary>
    public static async Task<RunningTrial> StartAsync(string data, int port)
    {
        var trial = Launch(data, port);
        using var late = new CancellationTokenSource(Patience);
        await trial.ReadUntilAsync("To stop", late.Token);
        return trial;
    }

    /// <summary>Starts a trial that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Errors)> FailAsync(string data, int port)
    {
        await using var trial = Launch(data, port);
        using var late = new CancellationTokenSource(Patience);
        var errors = await trial._process.StandardError.ReadToEndAsync(late.Token);
        await trial._process.WaitForExitAsync(late.Token);
        return (trial._process.ExitCode, errors);
    }

    public static int FreePort() => LocalPorts.Free(1)[0];

    /// <summary>SIGTERM, as a service manager or Ctrl-C would: it has to end, and well.</summary>
    public async Task TerminateAsync()
    {
        var start = Stopwatch.GetTimestamp();
        Kill(_process.Id, Terminate).ShouldBe(0);
        using var late = new CancellationTokenSource(Patience);
        var printed = await _process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = await _process.StandardError.ReadToEndAsync(late.Token);
        await _process.WaitForExitAsync(late.Token);
        _process.ExitCode.ShouldBe(0, $"after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {printed}{errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static RunningTrial Launch(string data, int port)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "chorus.dll"), "trial", "--data", data, "--port", $"{port}", "--run-every", "2" })
        {
            start.ArgumentList.Add(argument);
        }
        return new(Process.Start(start)!);
    }

    private async Task ReadUntilAsync(string text, CancellationToken stop)
    {
        while (!Printed.Contains(text, StringComparison.Ordinal))
        {
            var line = await _process.StandardOutput.ReadLineAsync(stop)
                ?? throw new InvalidOperationException($"The trial ended: {Printed}{await _process.StandardError.ReadToEndAsync(stop)}");
            lock (_printed)
            {
                _printed.AppendLine(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
