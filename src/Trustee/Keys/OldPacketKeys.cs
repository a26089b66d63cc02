namespace Chorus.Trustee.Keys;

/// <summary>Erases packet keys that open nothing any more: at once, and every hour until it is disposed of.</summary>
internal sealed class OldPacketKeys : IDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    private readonly PacketKeyRing _keys;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <param name="keys">the trustee's.</param>
    /// <param name="time">the clock.</param>
    internal OldPacketKeys(PacketKeyRing keys, TimeProvider time)
    {
        (_keys, _time) = (keys, time);
        Erase();
        _timer = time.CreateTimer(_ => Erase(), null, s_every, s_every);
    }

    public void Dispose() => _timer.Dispose();

    private void Erase()
    {
        try
        {
            _keys.EraseOld(_time.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or failing disk must not end the trustee: it opens nothing with the key meanwhile, and tries again in an hour.
        }
    }
}
