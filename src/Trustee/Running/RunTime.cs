using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>Times in messages between trustees: Unix seconds that a clock can show, compared without overflow whatever was sent.</summary>
internal static class RunTime
{
    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <exception cref="MalformedException">where no clock shows that time.</exception>
    internal static long Read(ref ByteReader reader)
    {
        var seconds = reader.U64();
        return seconds <= (ulong)s_last ? (long)seconds : throw new MalformedException("a time is later than any clock shows");
    }

    /// <summary>Whether <paramref name="seconds"/> is at most <paramref name="tolerance"/> seconds before or after <paramref name="now"/>.</summary>
    internal static bool IsNear(long seconds, DateTimeOffset now, int tolerance)
    {
        // Additions to the clock's own time cannot overflow; a difference to what was sent could.
        var own = now.ToUnixTimeSeconds();
        return seconds >= own - tolerance && seconds <= own + tolerance;
    }
}
