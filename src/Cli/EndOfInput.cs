namespace Chorus.Cli;

/// <summary>Ends a process that another one started: the pipe to its standard input breaks however that one ends.</summary>
internal static class EndOfInput
{
    /// <summary>Cancels when standard input ends.</summary>
    internal static async Task StopsAsync(CancellationTokenSource stop)
    {
        // Asynchronous, so that reading never keeps the process alive by itself.
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer, CancellationToken.None) > 0)
        {
            // What comes in means nothing; only its end does.
        }

        await stop.CancelAsync();
    }
}
