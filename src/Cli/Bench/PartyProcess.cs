using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chorus.Cli.Trial;

namespace Chorus.Cli.Bench;

/// <summary>One of the three processes: takes a line, answers with a line. Ends with this one, however that ends, since it stops when its input does.</summary>
internal sealed class PartyProcess : IDisposable
{
    private readonly int _index;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    internal PartyProcess(int index)
    {
        _index = index;
        _process = OwnProcess.Start(["bench", "match", "match-party", index.ToString(CultureInfo.InvariantCulture)]);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    internal int ProcessId => _process.Id;

    internal async Task TellAsync(string command)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended: its answer, which does not come, says so with the reason.
        }
    }

    /// <exception cref="BenchFailedException">It ended instead of answering.</exception>
    internal async Task<string> AnswerAsync(CancellationToken cancel)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            return line;
        }

        await _process.WaitForExitAsync(cancel);
        string reason;
        lock (_errors)
        {
            reason = _errors.ToString().Trim();
        }

        throw new BenchFailedException(
            $"The process of trustee {_index} ended before its result (exit code {_process.ExitCode}), so nothing was measured and the two others were ended. {reason}".Trim());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // It holds nothing that is worth a farewell.
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
