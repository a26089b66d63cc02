using Chorus.Trustee.Running;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.Simulation.Tests.World;

/// <summary>A clock that stands until it is moved, and tells when a trustee begins to wait for a neighbour's message.</summary>
internal sealed class SilenceClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly SemaphoreSlim _waits = new(0);
    private readonly SemaphoreSlim _pauses = new(0);

    /// <summary>Done when so many waits have begun, those counted before left out.</summary>
    internal async Task WaitsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _waits.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Done when trustee 0 has begun to wait between a run and a refresh that is due.</summary>
    internal Task PauseAsync() => _pauses.WaitAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == WatchedLink.LongestSilence)
        {
            _waits.Release();
        }
        else if (dueTime == TrusteeNode.BetweenRunAndRefresh)
        {
            _pauses.Release();
        }

        return timer;
    }
}
