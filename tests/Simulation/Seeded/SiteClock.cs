using Chorus.App.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>
/// The simulation's clock as the site sees it: the wait until an answer's tick moves the clock on, since nobody else
/// would; jobs that repeat are called by the simulation, so what repeats by itself never comes.
/// </summary>
internal sealed class SiteClock(FakeTimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
        if (dueTime > TimeSpan.Zero && dueTime <= AnswerClock.Tick)
        {
            clock.Advance(dueTime);
        }

        return timer;
    }
}
