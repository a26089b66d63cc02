namespace Chorus.Trustee.Running;

/// <summary>The published times of runs: every <paramref name="every"/> seconds, aligned to the Unix epoch, the same for all three by their own clocks.</summary>
internal sealed class RunSchedule(int every)
{
    /// <summary>How far a trustee's clock may be from a published time for it to take part.</summary>
    internal const int ToleranceSeconds = 30;

    /// <summary>The first published time after <paramref name="now"/>.</summary>
    internal DateTimeOffset Next(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(((now.ToUnixTimeSeconds() / every) + 1) * every);

    /// <summary>Whether <paramref name="seconds"/> since the Unix epoch is a published time within the tolerance of <paramref name="now"/>.</summary>
    internal bool Fits(long seconds, DateTimeOffset now) =>
        seconds % every == 0 && RunTime.IsNear(seconds, now, ToleranceSeconds);
}
