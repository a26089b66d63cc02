using Chorus.Sealing.TimeStamps;

namespace Chorus.App.TimeStamps;

/// <summary>Who stamps a site's versions (docs/formats/timestamp.md).</summary>
public sealed class TimeStampSource
{
    private readonly Func<ITimeStampAuthority> _open;

    private TimeStampSource(Func<ITimeStampAuthority> open) => _open = open;

    /// <summary>An authority of the site's own, for a trial: proves nothing.</summary>
    public static TimeStampSource Own(TimeStampAuthority authority) => new(() => new OwnTimeStamps(authority));

    /// <summary>An authority at an address, by its pinned certificates.</summary>
    public static TimeStampSource At(Uri address, TimeStampRoots roots) => new(() => new HttpTimeStamps(address, roots));

    internal ITimeStampAuthority Open() => _open();
}
