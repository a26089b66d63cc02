using System.Collections.Concurrent;
using System.Diagnostics;
using Chorus.Cli.Trial;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Bench;

/// <summary>What one process used.</summary>
/// <param name="Name">which one, as people say it.</param>
/// <param name="PeakBytes">the most that it ever had in memory.</param>
/// <param name="ResidentBytes">what it had in memory at the start, in the middle and at the end of the measured part.</param>
/// <param name="Processor">processor time of the measured part.</param>
internal sealed record ProcessLoad(string Name, long PeakBytes, IReadOnlyList<long> ResidentBytes, TimeSpan Processor);

/// <summary>
/// The three trustees of a folder, and its site where that is asked for, each a process of its own. One that ends by itself ends the measurement;
/// all end with this process, however that ends, since each stops when its standard input does.
/// </summary>
internal sealed class DeploymentProcesses(TrialFolder folder, TextWriter errors) : IAsyncDisposable
{
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(30);

    private readonly List<(string Name, Process Process)> _running = [];
    private readonly List<TimeSpan> _before = [];
    private readonly List<long[]> _resident = [];
    private readonly ConcurrentDictionary<(string Name, string Text), TaskCompletionSource<string>> _awaited = new();
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _stopping;

    /// <summary>Where the site listens.</summary>
    public Uri Site { get; private set; } = null!;

    /// <summary>Cancelled when one of them ends although nobody stopped it.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Which one ended first, or null.</summary>
    public string? FirstEnded { get; private set; }

    /// <summary>Starts all four and waits until each says that it is up.</summary>
    /// <exception cref="BenchFailedException">One ended instead.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        var port = LocalPorts.Free(1)[0];
        Site = new Uri($"http://127.0.0.1:{port}/");
        await WaitAsync([Start("site", "Chorus serves", ["serve", "--data", folder.Site.Root, "--port", $"{port}", "--exit-with-stdin"]), .. StartTrustees()], cancel);
    }

    /// <summary>Starts the three trustees without a site, and waits likewise.</summary>
    /// <exception cref="BenchFailedException">One ended instead.</exception>
    public Task StartTrusteesAsync(CancellationToken cancel) => WaitAsync([.. StartTrustees()], cancel);

    /// <summary>The next line with one of <paramref name="texts"/> in it that any of the trustees prints. Never ends where none does.</summary>
    public async Task<string> AnyLineAsync(params string[] texts) =>
        await await Task.WhenAny(Enumerable.Range(0, Manifest.TrusteeCount).SelectMany(i => texts.Select(text => LineAsync(Trustee(i), text))));

    /// <summary>The next line with <paramref name="text"/> in it that each of the trustees prints.</summary>
    /// <exception cref="BenchFailedException">One ended instead.</exception>
    public Task<string[]> LinesAsync(string text, CancellationToken cancel) =>
        WaitAsync([.. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => LineAsync(Trustee(i), text))], cancel);

    /// <summary>From here on processor time counts.</summary>
    public void BeginMeasuring()
    {
        _before.Clear();
        _resident.Clear();
        foreach (var (_, process) in _running)
        {
            process.Refresh();
            _before.Add(process.TotalProcessorTime);
        }
        NoteMemory();
    }

    /// <summary>Notes what each has in memory now.</summary>
    public void NoteMemory() => _resident.Add([.. _running.Select(running =>
    {
        running.Process.Refresh();
        return running.Process.HasExited ? 0 : running.Process.WorkingSet64;
    })]);

    /// <summary>What each used since <see cref="BeginMeasuring"/>, and the most memory that it ever had.</summary>
    public IReadOnlyList<ProcessLoad> Loads()
    {
        NoteMemory();
        return [.. _running.Select((running, i) => new ProcessLoad(
            running.Name, running.Process.PeakWorkingSet64, [.. _resident.Select(noted => noted[i])], running.Process.TotalProcessorTime - _before[i]))];
    }

    /// <summary>Stops all that were started in good order.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        foreach (var (_, process) in _running)
        {
            process.StandardInput.Close();
        }
        using var late = new CancellationTokenSource(ToStop);
        foreach (var (_, process) in _running)
        {
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                // Whatever it acknowledged is on its disk, so ending it hard loses nothing.
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _running.ForEach(r => r.Process.Dispose());
        _ended.Dispose();
    }

    private static string Trustee(int index) => $"trustee {index}";

    private IEnumerable<Task<string>> StartTrustees() =>
        Enumerable.Range(0, Manifest.TrusteeCount).Select(i => Start(Trustee(i), "is up", ["trustee", "serve", "--data", folder.Trustee(i), "--exit-with-stdin"]));

    private async Task<string[]> WaitAsync(Task<string>[] lines, CancellationToken cancel)
    {
        try
        {
            return await Task.WhenAll(lines).WaitAsync(Ended).WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (FirstEnded is { } sentence)
        {
            throw new BenchFailedException(sentence);
        }
    }

    private Task<string> LineAsync(string name, string text) =>
        _awaited.GetOrAdd((name, text), static _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Note(string name, string line)
    {
        foreach (var (awaited, source) in _awaited)
        {
            if (string.Equals(awaited.Name, name, StringComparison.Ordinal) && line.Contains(awaited.Text, StringComparison.Ordinal) && _awaited.TryRemove(awaited, out _))
            {
                source.TrySetResult(line);
            }
        }
    }

    private Task<string> Start(string name, string up, string[] arguments)
    {
        var isUp = LineAsync(name, up);
        var process = OwnProcess.Start(arguments);
        _running.Add((name, process));
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => End(name, process);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                Note(name, text);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                errors.WriteLine($"{name}: {text}");
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return isUp;
    }

    private void End(string name, Process process)
    {
        if (_stopping)
        {
            return;
        }
        lock (_running)
        {
            FirstEnded ??= $"The process of {(name == "site" ? "the site" : name)} ended in the middle (exit code {process.ExitCode}), so nothing was measured; the other {(_running.Count == 4 ? "three" : "two")} were stopped.";
        }
        _ended.Cancel();
    }
}
