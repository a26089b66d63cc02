namespace Chorus.Mpc;

/// <summary>Counts what one trustee sends and computes, in total and by phase. Not safe for several threads.</summary>
public sealed class Meter(TimeProvider time)
{
    private readonly List<PhaseReading> _phases = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private long _drawn;

    /// <summary>Payload bytes sent to both neighbours, without the framing of links.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Messages sent.</summary>
    public long Messages { get; private set; }

    /// <summary>AND gates on single bits.</summary>
    public long AndGates { get; private set; }

    /// <summary>Times that this trustee had to wait for a message that depends on one just sent.</summary>
    public long Rounds { get; private set; }

    /// <summary>Bytes of keystream drawn.</summary>
    public long BytesDrawn => Interlocked.Read(ref _drawn);

    /// <summary>The phases in order of their beginning.</summary>
    public IReadOnlyList<PhaseReading> Phases => _phases;

    internal void Sent(int bytes)
    {
        BytesSent += bytes;
        Messages++;
    }

    // Streams may be drawn from on several threads.
    internal void Drew(int bytes) => Interlocked.Add(ref _drawn, bytes);

    internal void Gates(long bits) => AndGates += bits;

    internal void Round() => Rounds++;

    /// <summary>Adds the time until the result is disposed, and what is counted meanwhile, to the phase <paramref name="name"/>.</summary>
    public IDisposable Phase(string name) => new Running(this, name);

    private void Add(PhaseReading reading)
    {
        if (_places.TryGetValue(reading.Name, out var place))
        {
            _phases[place] = _phases[place].Plus(reading);
            return;
        }

        _places.Add(reading.Name, _phases.Count);
        _phases.Add(reading);
    }

    private sealed class Running(Meter meter, string name) : IDisposable
    {
        private readonly long _start = meter.Time.GetTimestamp();
        private readonly long _bytes = meter.BytesSent;
        private readonly long _gates = meter.AndGates;
        private readonly long _rounds = meter.Rounds;
        private bool _ended;

        public void Dispose()
        {
            if (!_ended)
            {
                _ended = true;
                var elapsed = meter.Time.GetElapsedTime(_start);
                meter.Add(new PhaseReading(
                    name, elapsed, meter.BytesSent - _bytes, meter.AndGates - _gates, meter.Rounds - _rounds));
            }
        }
    }

    private TimeProvider Time { get; } = time;
}
