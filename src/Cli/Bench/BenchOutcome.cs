using Chorus.App;
using Chorus.Trustee;

namespace Chorus.Cli.Bench;

/// <summary>How a measurement ends: its file written, or a sentence and an exit code.</summary>
internal static class BenchOutcome
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Stopped = 130;

    /// <summary>Measures, and writes what comes out.</summary>
    /// <param name="json">the file for the figures; null where none is asked for.</param>
    /// <param name="stopped">what a user who ends it reads.</param>
    /// <param name="error">where sentences go.</param>
    /// <param name="measure">measures and prints, and gives the figures as JSON.</param>
    /// <param name="cancel">ends the measurement.</param>
    /// <returns>the exit code.</returns>
    internal static async Task<int> OfAsync(FileInfo? json, string stopped, TextWriter error, Func<Task<string>> measure, CancellationToken cancel)
    {
        try
        {
            // What an earlier bench left would look like this one's result if this one fails.
            json?.Delete();
            var figures = await measure();
            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, figures, cancel);
            }

            return Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await error.WriteLineAsync(stopped);
            return Stopped;
        }
        catch (Exception e) when (e is BenchFailedException or SiteStartException or OperatorException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return Failed;
        }
    }
}
