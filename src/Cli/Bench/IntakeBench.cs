using Chorus.Cli.Trial;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Bench;

/// <summary>One measurement of the intake, from sealing to counting. All that it makes on disk goes again, however it ends.</summary>
internal sealed class IntakeBench(int reports, int connections, TextWriter output, TextWriter error)
{
    // Enough for the runtime to have compiled for good what the deposits pass through.
    private const int MostWarmUp = 5_000;

    // No run is to begin meanwhile: it is the intake that is measured.
    private const int SecondsBetweenRuns = 3600;

    private int WarmUp => Math.Min(MostWarmUp, reports);

    public async Task<IntakeFigures> RunAsync(string parent, CancellationToken cancel)
    {
        using var place = new BenchFolder(parent);
        var folder = await place.MakeDeploymentAsync(SecondsBetweenRuns, cancel);
        var manifest = folder.Site.ReadManifest().Manifest;
        output.WriteLine($"Sealing {reports + WarmUp} deposits ...");
        using var deposits = SealedDeposits.Make(place["deposits"], manifest, reports + WarmUp, cancel);
        return await MeasureAsync(folder, manifest, deposits, cancel);
    }

    private async Task<IntakeFigures> MeasureAsync(TrialFolder folder, Manifest manifest, SealedDeposits deposits, CancellationToken cancel)
    {
        await using var processes = new DeploymentProcesses(folder, error);
        await processes.StartAsync(cancel);
        using var load = new IntakeLoad(processes.Site, deposits, connections);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, processes.Ended);
        try
        {
            // Once all have stopped and their logs are in the databases, so over the deposits of the warm-up too.
            var before = DeploymentFiles.Bytes(folder);
            await load.PostAsync(reports, WarmUp, () => { }, either.Token);
            processes.BeginMeasuring();
            output.WriteLine($"Posting {reports} deposits over {connections} connections ...");
            var own = Environment.CpuUsage.TotalTime;
            var posted = await load.PostAsync(0, reports, processes.NoteMemory, either.Token);
            own = Environment.CpuUsage.TotalTime - own;
            var loads = processes.Loads();
            either.Token.ThrowIfCancellationRequested();
            await processes.StopAsync();
            posted.RequireAcknowledged(manifest, deposits);
            load.RequireHeld(DeploymentFiles.Count(folder));
            return new IntakeFigures(posted, (double)(DeploymentFiles.Bytes(folder) - before) / Math.Max(1, load.Acknowledged), loads, own, IntakeLimit.Measure());
        }
        catch (OperationCanceledException) when (processes.FirstEnded is { } sentence && !cancel.IsCancellationRequested)
        {
            throw new BenchFailedException(sentence);
        }
    }
}
