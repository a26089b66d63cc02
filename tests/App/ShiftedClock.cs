namespace Chorus.App.Tests;

/// <summary>The system's clock, which a test can set forward: for what lasts minutes beside calls that really take their time.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _shift);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromSeconds((double)Interlocked.Read(ref _shift) / TimestampFrequency);

    /// <summary>So much time has passed.</summary>
    public void Shift(TimeSpan time) => Interlocked.Add(ref _shift, (long)(time.TotalSeconds * TimestampFrequency));
}
