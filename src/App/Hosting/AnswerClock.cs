namespace Chorus.App.Hosting;

/// <summary>
/// Lets an answer leave only at a tick of a 250 ms clock. The work differs a little between a report that is held and
/// one that was released; whoever measures sees the tick and not the work. An answer that says nothing about a report that
/// could have been released need not wait: <see cref="LeaveAtOnce"/>.
/// </summary>
internal sealed class AnswerClock(TimeProvider clock) : IEndpointFilter
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Lets this request's answer leave as soon as it is ready.</summary>
    public static void LeaveAtOnce(HttpContext context) => context.Features.Set(Unclocked.Instance);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        finally
        {
            if (context.HttpContext.Features.Get<Unclocked>() is null)
            {
                await UntilTickAsync(context.HttpContext.RequestAborted);
            }
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

    private sealed class Unclocked
    {
        public static readonly Unclocked Instance = new();
    }
}
