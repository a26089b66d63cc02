using System.Diagnostics;
using System.Text;
using Chorus.Cli.Trial;

namespace Chorus.App.Tests.Trial;

/// <summary>One process of a deployment, which may be killed at any moment and is then started again on its folder.</summary>
/// <param name="name">for failures.</param>
/// <param name="up">what it prints once it is up.</param>
/// <param name="arguments">of <c>chorus</c>.</param>
internal sealed class MortalProcess(string name, string up, params string[] arguments) : IAsyncDisposable
{
    private const int KilledExitCode = 128 + 9;
    private const int LastLines = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly StringBuilder _printed = new();
    private Process? _process;
    private TaskCompletionSource _isUp = new();

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>What it printed in all its lives.</summary>
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

    /// <summary>The end of it, for a failure.</summary>
    public string LastPrinted => string.Join(Environment.NewLine, Printed.Split(Environment.NewLine).TakeLast(LastLines).Prepend($"{name} printed last:"));

    /// <summary>Starts it and does not wait; it ends with this process at the latest.</summary>
    public void Begin()
    {
        var isUp = _isUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = OwnProcess.Start([.. arguments, "--exit-with-stdin"]);
        _process.OutputDataReceived += (_, line) => Read(line.Data, isUp);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, isUp);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it says that it is up.</summary>
    public async Task UpAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        var ended = _process!.WaitForExitAsync(late.Token);
        await Task.WhenAny(_isUp.Task, ended);
        if (!_isUp.Task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"{name} did not come up{(ended.IsCompletedSuccessfully ? $" and ended with exit code {_process.ExitCode}" : "")}; it printed: {Printed}");
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
        _process.ExitCode.ShouldBe(KilledExitCode, $"{name} ended before it was killed; it printed: {Printed}");
        _process.Dispose();
        Kills++;
    }

    /// <summary>Stops it in good order.</summary>
    public async Task StopAsync()
    {
        _process!.StandardInput.Close();
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
        _process.ExitCode.ShouldBe(0, Printed);
    }

    public ValueTask DisposeAsync()
    {
        // Whoever fails in the middle leaves it running. A process that has gone already does not mind.
        _process?.Kill();
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read(string? line, TaskCompletionSource isUp)
    {
        if (line is null)
        {
            return;
        }
        lock (_printed)
        {
            _printed.AppendLine(line);
        }
        if (line.Contains(up, StringComparison.Ordinal))
        {
            isUp.TrySetResult();
        }
    }
}
