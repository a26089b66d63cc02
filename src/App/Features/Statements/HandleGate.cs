namespace Chorus.App.Features.Statements;

/// <summary>
/// Lets one statement about a report through at a time, so that a retry that overtakes its first try finds what that
/// one stored. Handles share a gate by their first 12 bits: they are random, and a wait does no harm. With many more gates than
/// statements under way it is rare too.
/// </summary>
internal sealed class HandleGate : IDisposable
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 1 << 12).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IDisposable> EnterAsync(byte[] handle, CancellationToken stop)
    {
        var gate = _gates[Place(handle)];
        await gate.WaitAsync(stop);
        return new Exit([gate]);
    }

    /// <summary>The gates of all of them: each once and in one order, so that no two wait for each other.</summary>
    public async Task<IDisposable> EnterAllAsync(IEnumerable<byte[]> handles, CancellationToken stop)
    {
        var entered = new List<SemaphoreSlim>();
        try
        {
            foreach (var place in handles.Select(Place).Distinct().Order())
            {
                await _gates[place].WaitAsync(stop);
                entered.Add(_gates[place]);
            }
            return new Exit(entered);
        }
        catch
        {
            entered.ForEach(g => g.Release());
            throw;
        }
    }

    public void Dispose() => Array.ForEach(_gates, g => g.Dispose());

    private static int Place(byte[] handle) => (handle[0] << 4) | (handle[1] >> 4);

    private sealed class Exit(List<SemaphoreSlim> gates) : IDisposable
    {
        public void Dispose() => gates.ForEach(g => g.Release());
    }
}
