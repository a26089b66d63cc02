using System.CommandLine;
using System.Globalization;
using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;

namespace Chorus.Cli.Bench;

/// <summary><c>chorus bench match</c>: the private matching by three processes, joined as three trustees are.</summary>
internal static class MatchBenchCommand
{
    private const int BadInput = 2;
    private const string UsualRows = "10000,100000,1000000,6800000";
    private const string All = "all";
    private const string RunOverAll = "0";

    internal static Command Create()
    {
        var rows = new Option<string>("--rows")
        {
            Description = "How many rows, four for each report; several numbers with commas between them make a table.",
            DefaultValueFactory = _ => UsualRows,
        };
        var scanned = new Option<string?>("--new")
        {
            Description = $"Measure the step for a small batch: so many of the reports are new, at most {ScanTask.MostTouched}, and all others went through a run before; several numbers with commas between them make a table, and 0 stands for a run over all.",
        };
        var mode = new Option<string>("--mode")
        {
            Description = $"Which kind of run to measure: {string.Join(", ", Modes().Select(Name))}, or {All}.",
            DefaultValueFactory = _ => All,
        };
        var json = new Option<FileInfo?>("--json") { Description = "A file for the same figures: one object, or an array of them where several numbers are given. Where both kinds of run are measured, the second one's figures stand inside the first one's under its name." };
        var phases = new Option<bool>("--phases") { Description = "Print also what each step of the run took at trustee 1." };
        var command = new Command(
            "match",
            """
            Starts three processes, each with a TLS key of its own, joined by the mutual TLS 1.3 links that trustees use, over the loopback address. Each makes its parts of the same random reports and matches them. Seconds are from when all three have their reports in memory until the last has the result, after a small run for warming up; bytes, gates, rounds and peak memory are those of the process with the most. The limit is what the machine needs for the same work: all bytes sent, at the speed of six directions of TLS at once, and all AES bytes drawn, at the speed of three processes drawing at once, both measured just before. Leave the machine alone meanwhile.
            Example: chorus bench match --rows 100000,1000000 --mode unverified --json figures.json
            """.Trim())
        {
            rows, scanned, mode, json, phases, MatchPartyCommand.Create(),
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(rows)!, parsed.GetValue(scanned) ?? RunOverAll, parsed.GetValue(mode)!, parsed.GetValue(json), parsed.GetValue(phases), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    /// <summary>How a mode is called on the command line and in files.</summary>
    internal static string Name(VerificationMode mode) => mode.ToString().ToLowerInvariant();

    private static VerificationMode[] Modes() => Enum.GetValues<VerificationMode>();

    private static async Task<int> RunAsync(string rows, string scanned, string mode, FileInfo? json, bool phases, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (NumbersOf(rows, number => number >= MatchPart.Slots && number % MatchPart.Slots == 0 && number / MatchPart.Slots <= MatchRun.MostReports) is not { } numbers)
        {
            await error.WriteLineAsync($"--rows takes multiples of {MatchPart.Slots} from {MatchPart.Slots} to {(long)MatchRun.MostReports * MatchPart.Slots}, with commas between them: --rows {UsualRows}");
            return BadInput;
        }

        if (NumbersOf(scanned, number => number <= ScanTask.MostTouched && number <= numbers.Min() / MatchPart.Slots) is not { } news)
        {
            await error.WriteLineAsync($"--new takes numbers of reports from 0 to {ScanTask.MostTouched}, no more than there are, with commas between them: --new 0,1,4");
            return BadInput;
        }

        var modes = string.Equals(mode, All, StringComparison.Ordinal) ? Modes() : [.. Modes().Where(known => string.Equals(Name(known), mode, StringComparison.Ordinal))];
        if (modes.Length == 0)
        {
            await error.WriteLineAsync($"There is no mode {mode}. --mode takes {string.Join(", ", Modes().Select(Name))}, or {All}.");
            return BadInput;
        }

        return await BenchOutcome.OfAsync(
            json,
            "Stopped, and so are the three processes.",
            error,
            async () =>
            {
                var table = new MatchTable(output, phases);
                var measured = new List<MatchFigure[]>();
                foreach (var number in numbers)
                {
                    foreach (var fresh in news)
                    {
                        measured.Add(await MeasureAsync(number, fresh, modes, table, cancel));
                    }
                }

                return MatchJson.Of(measured);
            },
            cancel);
    }

    private static async Task<MatchFigure[]> MeasureAsync(int rows, int fresh, VerificationMode[] modes, MatchTable table, CancellationToken cancel)
    {
        var figures = new List<MatchFigure>();
        foreach (var mode in modes)
        {
            // Fresh processes for each, so that peak memory is that of one run.
            using var parties = MatchParties.Start();
            figures.Add(await parties.MeasureAsync(rows, fresh, mode, TimeProvider.System, cancel));
            table.Write(figures[^1]);
        }

        return [.. figures];
    }

    private static int[]? NumbersOf(string text, Func<int, bool> fits)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !fits(number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
