using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Escrow.Matching;

namespace Chorus.Cli.Bench;

/// <summary><c>chorus bench run</c>: a run of three real trustees over what they store.</summary>
internal static class RunBenchCommand
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    internal static Command Create()
    {
        var reports = new Option<int>("--reports") { Description = $"How many reports each trustee stores, 1 to {MatchRun.MostReports}.", DefaultValueFactory = _ => 25_000 };
        var json = new Option<FileInfo?>("--json") { Description = "A file for the same figures, as one JSON object." };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "Where the three stores go for the time of the measurement, about 3 KB for each report; the system's temporary folder without it." };
        reports.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MatchRun.MostReports)
            {
                result.AddError($"--reports has to be 1 to {MatchRun.MostReports}.");
            }
        });
        var command = new Command(
            "run",
            """
            Fills the stores of three trustees, starts the three as processes of their own, and has two operators ask for a run. Where chorus bench match measures the computation alone, this is all of it: reading every row from disk, agreeing on the list, proving to hold it, matching, signing and keeping what is released. One report in a hundred is released. Leave the machine alone meanwhile.
            Example: chorus bench run --reports 100000 --json figures.json
            """.Trim())
        {
            reports, json, folder,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(reports), parsed.GetValue(json), parsed.GetValue(folder), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static Task<int> RunAsync(int reports, FileInfo? json, DirectoryInfo? folder, TextWriter output, TextWriter error, CancellationToken cancel) =>
        BenchOutcome.OfAsync(
            json,
            "Stopped, and so are the three trustees.",
            error,
            async () =>
            {
                var figure = await new RunBench(reports, output, error, TimeProvider.System).RunAsync(folder?.FullName ?? Path.GetTempPath(), cancel);
                Write(figure, output);
                return Json(figure).ToJsonString(s_indented) + "\n";
            },
            cancel);

    private static void Write(RunFigure figure, TextWriter output)
    {
        string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(Line($"start      {figure.Start.TotalSeconds:F1} s, {figure.StartPeakBytes / 1e6:F0} MB at most until it was up"));
        output.WriteLine(Line($"run        {figure.Run.TotalSeconds:F1} s, {figure.Processor.TotalSeconds:F1} s of processor time of a trustee, {figure.PeakBytes / 1e6:F0} MB at most"));
        output.WriteLine(Line($"released   {figure.Released} of {figure.Reports} reports, as stored"));
        output.WriteLine(Line($"on disk    {(double)figure.DiskBytes / figure.Reports:F0} bytes for a report at a trustee"));
    }

    private static JsonObject Json(RunFigure figure) => new()
    {
        ["reports"] = figure.Reports,
        ["startSeconds"] = figure.Start.TotalSeconds,
        ["runSeconds"] = figure.Run.TotalSeconds,
        ["released"] = figure.Released,
        ["startPeakRssBytes"] = figure.StartPeakBytes,
        ["peakRssBytes"] = figure.PeakBytes,
        ["processorSeconds"] = figure.Processor.TotalSeconds,
        ["diskBytes"] = figure.DiskBytes,
    };
}
