using System.Globalization;
using System.Text.RegularExpressions;
using Chorus.Cli.Trial;
using Chorus.Escrow.Manifests;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.Cli.Bench;

/// <summary>One measurement of a trustee's start and of a run over what it stores. All that it makes on disk goes again, however it ends.</summary>
internal sealed partial class RunBench(int reports, TextWriter output, TextWriter error, TimeProvider time)
{
    // No run is to begin by itself meanwhile.
    private const int SecondsBetweenRuns = 7 * 24 * 3600;

    public async Task<RunFigure> RunAsync(string parent, CancellationToken cancel)
    {
        using var place = new BenchFolder(parent);
        var folder = await place.MakeDeploymentAsync(SecondsBetweenRuns, cancel);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Storing {reports} reports at three trustees ..."));
        new StoredReports(folder, folder.Site.ReadManifest().Manifest).Fill(reports, cancel);
        return await MeasureAsync(folder, cancel);
    }

    private async Task<RunFigure> MeasureAsync(TrialFolder folder, CancellationToken cancel)
    {
        var bytes = Enumerable.Range(0, Manifest.TrusteeCount).Max(i => DeploymentFiles.Bytes(folder.Trustee(i)));
        await using var processes = new DeploymentProcesses(folder, error);
        var begin = time.GetTimestamp();
        await processes.StartTrusteesAsync(cancel);
        var start = time.GetElapsedTime(begin);
        processes.BeginMeasuring();
        var resident = processes.Loads().Max(load => load.PeakBytes);
        begin = time.GetTimestamp();
        var ended = processes.LinesAsync("reports took part", cancel);
        var failed = processes.AnyLineAsync("was aborted", "did not begin");
        foreach (var trustee in new[] { 0, 1 })
        {
            await TrusteeSetup.AskForRunAsync(new DataFolder(folder.Trustee(trustee)), cancel);
        }

        if (await Task.WhenAny(ended, failed) == failed)
        {
            throw new BenchFailedException(await failed);
        }

        var lines = await ended;
        var run = time.GetElapsedTime(begin);
        Require(lines);
        var loads = processes.Loads();
        return new RunFigure(reports, start, run, StoredReports.Released(reports), resident, loads.Max(load => load.PeakBytes), loads.Max(load => load.Processor), bytes);
    }

    private void Require(string[] lines)
    {
        foreach (var line in lines)
        {
            var counts = Complete().Match(line);
            if (!counts.Success || Count(counts, "parts") != reports || Count(counts, "released") != StoredReports.Released(reports))
            {
                throw new BenchFailedException($"A trustee found something else than what was stored: {line}");
            }
        }
    }

    private static int Count(System.Text.RegularExpressions.Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<parts>[0-9]+) reports took part, (?<released>[0-9]+) were released", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Complete();
}
