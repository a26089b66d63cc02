using Chorus.Escrow.Manifests;
using Chorus.Trustee.Running;

namespace Chorus.Cli.Match;

/// <summary>One run among the three trustees, each on a thread of its own.</summary>
internal static class RunExecution
{
    /// <summary>What each trustee reports.</summary>
    /// <exception cref="MatchFailedException">the run was aborted.</exception>
    public static async Task<RunReport[]> RunAsync(LocalDeployment deployment, CancellationToken cancel)
    {
        using var links = await LoopbackLinks.ConnectAsync(deployment, cancel);
        await using var stop = cancel.Register(links.Abort);
        var reports = await Task.WhenAll(Enumerable.Range(0, Manifest.TrusteeCount).Select(i => Task.Factory.StartNew(
            () => TakePart(deployment, links, i), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        cancel.ThrowIfCancellationRequested();
        return Array.Find(reports, report => report.End == RunEnd.Aborted) is { } aborted
            ? throw new MatchFailedException(aborted.Sentence)
            : reports;
    }

    private static RunReport TakePart(LocalDeployment deployment, LoopbackLinks links, int trustee)
    {
        try
        {
            var report = deployment.Trustees[trustee].Run(links.Of(trustee));
            if (report.End == RunEnd.Aborted)
            {
                links.Abort();
            }
            return report;
        }
        catch
        {
            links.Abort();
            throw;
        }
    }
}
