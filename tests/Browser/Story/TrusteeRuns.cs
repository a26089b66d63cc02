using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Chorus.Browser.Tests.Story;

/// <summary>
/// Asks a trustee, as its operator would, which runs it has made. A run over an unchanged list gets no new number, so the
/// first higher number after a deposit or a withdrawal is a run that takes it into account. Each look is a process of its own.
/// </summary>
internal sealed partial class TrusteeRuns
{
    private readonly string _data;
    private int _last;

    private TrusteeRuns(string data) => _data = data;

    /// <summary>Waits until the trustees have looked at the empty list and found nothing to do.</summary>
    public static async Task<TrusteeRuns> StartAsync(string data)
    {
        var runs = new TrusteeRuns(data);
        await runs.WaitAsync(status => status.Contains("(unchanged)", StringComparison.Ordinal));
        return runs;
    }

    /// <summary>Waits for the run after the one change of the list that was made since the last call.</summary>
    public Task NextAsync()
    {
        var before = _last;
        return WaitAsync(_ => _last > before);
    }

    private async Task WaitAsync(Func<string, bool> done)
    {
        using var late = new CancellationTokenSource(Chromium.Patience);
        string status;
        do
        {
            status = await StatusAsync(late.Token);
            _last = Number().Match(status) is { Success: true } match ? int.Parse(match.Groups["number"].Value) : 0;
        }
        while (!done(status));
    }

    private async Task<string> StatusAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "chorus.dll"), "trustee", "status", "--data", Path.Combine(_data, "trustee-0") })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return printed;
    }

    [GeneratedRegex(@"last number\s+(?<number>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
