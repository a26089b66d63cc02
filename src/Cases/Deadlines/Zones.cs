using System.Collections.Concurrent;

namespace Chorus.Cases.Deadlines;

/// <summary>Time zones by their IANA ids, from the machine's tzdata.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> s_known = new();

    /// <summary>The zone; null where this machine has none of that id.</summary>
    internal static TimeZoneInfo? Find(string id)
    {
        if (s_known.TryGetValue(id, out var known))
        {
            return known;
        }

        // An id of Windows is found too, and would mean nothing on another machine.
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? s_known[id] = zone : null;
    }
}
