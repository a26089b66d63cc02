using System.Diagnostics;
using System.Globalization;
using Chorus.Escrow.Matching;
using Chorus.Trustee.Running;

namespace Chorus.Cli.Match;

/// <summary>What a match took, for the lines at its end.</summary>
internal sealed class MatchFigures(TimeProvider time)
{
    private const int Trustees = 3;

    private readonly List<(string Phase, TimeSpan Elapsed)> _phases = [];
    private readonly List<(string Phase, TimeSpan Elapsed)> _steps = [];
    private readonly long[] _bytes = new long[Trustees];
    private readonly long _start = time.GetTimestamp();
    private long _rows;
    private long _gates;
    private long _rounds;
    private int _runs;
    private string _mode = "no run computed anything";

    /// <summary>Times what <paramref name="work"/> takes, as a part of the phase.</summary>
    public T Time<T>(string phase, Func<T> work)
    {
        var start = time.GetTimestamp();
        var result = work();
        Add(_phases, phase, time.GetElapsedTime(start));
        return result;
    }

    /// <summary>Adds what the three trustees counted in one run.</summary>
    public void Add(IReadOnlyList<RunReport> reports)
    {
        for (var i = 0; i < Trustees; i++)
        {
            if (reports[i].Outcome is not { } outcome)
            {
                continue;
            }
            _bytes[i] += outcome.Stats.BytesSent;
            if (i == 0)
            {
                AddRun(outcome);
            }
        }
    }

    public void Write(TextWriter to)
    {
        using var process = Process.GetCurrentProcess();
        to.WriteLine(Line("runs", $"{_runs}, {_rows:N0} rows in all"));
        foreach (var (phase, elapsed) in _phases.Append(("in all", time.GetElapsedTime(_start))))
        {
            to.WriteLine(Line($"seconds, {phase}", $"{elapsed.TotalSeconds:F1}"));
        }
        if (_steps.Count > 0)
        {
            to.WriteLine(Line("seconds, steps of the runs", string.Join(", ", _steps.Select(step => $"{step.Phase} {step.Elapsed.TotalSeconds:F1}"))));
        }
        to.WriteLine(Line("bytes sent, by trustee", string.Join(", ", _bytes.Select(bytes => bytes.ToString("N0", CultureInfo.InvariantCulture)))));
        to.WriteLine(Line("AND gates", $"{_gates:N0}"));
        to.WriteLine(Line("rounds", $"{_rounds:N0}"));
        to.WriteLine(Line("peak memory", $"{process.PeakWorkingSet64 / (1024 * 1024):N0} MiB"));
        to.WriteLine(Line("mode", _mode));
    }

    private void AddRun(RunOutcome outcome)
    {
        _runs++;
        _rows += outcome.Stats.Rows;
        _gates += outcome.Stats.AndGates;
        _rounds += outcome.Stats.Rounds;
        _mode = outcome.Mode is Mpc.VerificationMode.Unverified
            ? "unverified: this holds only while all three trustees follow the protocol"
            : "verified: a trustee that deviates is found out before anything is opened";
        foreach (var phase in outcome.Stats.Phases)
        {
            Add(_steps, phase.Name, phase.Elapsed);
        }
    }

    private static void Add(List<(string Phase, TimeSpan Elapsed)> phases, string phase, TimeSpan elapsed)
    {
        var at = phases.FindIndex(known => string.Equals(known.Phase, phase, StringComparison.Ordinal));
        if (at < 0)
        {
            phases.Add((phase, elapsed));
        }
        else
        {
            phases[at] = (phase, phases[at].Elapsed + elapsed);
        }
    }

    private static string Line(string what, string value) => $"{what + ":",-32}{value}";
}
