namespace Chorus.App.Hosting;

/// <summary>
/// Lets an answer leave only at a tick of a 250 ms clock. The work differs a little between a report that is held and
/// one that was released; whoever measures sees the tick and not the work.
/// </summary>
internal sealed class AnswerClock(TimeProvider clock) : IEndpointFilter
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        finally
        {
            await UntilTickAsync(context.HttpContext.RequestAborted);
        }
    }

    private async Task UntilTickAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().Ticks;
        var tick = (now / Tick.Ticks + 1) * Tick.Ticks;
        // A timer counts whole milliseconds and may end a little before the tick.
        for (; now < tick; now = clock.GetUtcNow().Ticks)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(tick - now).TotalMilliseconds)), clock, stop);
        }
    }
}
