namespace Chorus.App.Jobs;

/// <summary>A job that makes a pass when the site starts, and then one each time that <paramref name="every"/> has gone by, until the site ends.</summary>
/// <param name="every">from the beginning of one pass to that of the next.</param>
/// <param name="clock">says when.</param>
internal abstract class RepeatedJob(TimeSpan every, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock => clock;

    /// <summary>One pass. What it throws ends the site, so it takes whatever may go wrong upon itself and leaves it to the next.</summary>
    public abstract Task PassAsync(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            do
            {
                await PassAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The site ends.
        }
    }
}
