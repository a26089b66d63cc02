using Chorus.Escrow;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>When parts are to be made anew without anybody asking: so many days after the last time, by each trustee's own clock and store.</summary>
internal sealed class RefreshSchedule(int days)
{
    // Times are kept by the hour, and the three may have noted the last refresh on either side of one.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromHours(2);

    /// <summary>Null for 0 days: on command only.</summary>
    internal static RefreshSchedule? Every(int days) => days == 0 ? null : new RefreshSchedule(days);

    /// <summary>Whether this trustee would propose a refresh now.</summary>
    internal bool IsDue(StoredEpoch epoch, DateTimeOffset now) => now >= BegunAt(epoch) + TimeSpan.FromDays(days);

    /// <summary>Whether a refresh that is proposed now is due.</summary>
    internal bool Fits(StoredEpoch epoch, DateTimeOffset now) => IsDue(epoch, now + s_tolerance);

    private static DateTimeOffset BegunAt(StoredEpoch epoch) =>
        Hour.TryParse(epoch.Hour, out var hour) ? hour : throw new InvalidOperationException("the store's epoch has no date");
}
