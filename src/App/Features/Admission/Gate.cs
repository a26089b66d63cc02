namespace Chorus.App.Features.Admission;

/// <summary>
/// Bounds what is under way at once, by count and by bytes, so that memory does not grow with what others send. Whoever
/// does not fit is turned away before anything of theirs is read. It knows numbers only, nothing about anybody.
/// </summary>
/// <param name="mostUnderWay">How many may be under way at once, at least 1.</param>
/// <param name="mostBytes">How many bytes of bodies they may have together.</param>
/// <param name="clock">Measures how long the gate has been how full.</param>
internal sealed class Gate(int mostUnderWay, long mostBytes, TimeProvider clock)
{
    // A burst of a second is no load; what lasts half a minute is.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LatestRetry = TimeSpan.FromSeconds(30);

    private readonly Lock _turn = new();
    private int _underWay;
    private long _bytes;
    private double _load;
    private long _since = clock.GetTimestamp();

    /// <summary>How many are under way now.</summary>
    public int UnderWay
    {
        get
        {
            lock (_turn)
            {
                return _underWay;
            }
        }
    }

    /// <summary>The share of the bounds that was in use lately, 0 to 1: an average that forgets within about ten seconds.</summary>
    public double Load
    {
        get
        {
            lock (_turn)
            {
                Smooth();
                return _load;
            }
        }
    }

    /// <summary>When somebody who was turned away should come again, in whole seconds: the fuller, the later.</summary>
    public int RetryAfterSeconds => (int)Math.Round((SoonestRetry + Load * (LatestRetry - SoonestRetry)).TotalSeconds);

    /// <summary>Lets in what still fits. Null when it does not; what comes back is disposed of when the work is done.</summary>
    /// <param name="bytes">the most that its body can be.</param>
    public IDisposable? TryEnter(long bytes)
    {
        lock (_turn)
        {
            Smooth();
            if (_underWay >= mostUnderWay || _bytes + bytes > mostBytes)
            {
                return null;
            }
            _underWay++;
            _bytes += bytes;
            return new Pass(this, bytes);
        }
    }

    private void Leave(long bytes)
    {
        lock (_turn)
        {
            Smooth();
            _underWay--;
            _bytes -= bytes;
        }
    }

    // Between two calls the gate was equally full all the time, so the exponential average over that time is exact.
    private void Smooth()
    {
        var full = Math.Max((double)_underWay / mostUnderWay, (double)_bytes / mostBytes);
        var now = clock.GetTimestamp();
        _load = full + (_load - full) * Math.Exp(-(clock.GetElapsedTime(_since, now) / Memory));
        _since = now;
    }

    private sealed class Pass(Gate gate, long bytes) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(bytes);
            }
        }
    }
}
