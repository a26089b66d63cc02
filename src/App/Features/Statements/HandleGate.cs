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
        var gate = _gates[(handle[0] << 4) | (handle[1] >> 4)];
        await gate.WaitAsync(stop);
        return new Exit(gate);
    }

    public void Dispose() => Array.ForEach(_gates, g => g.Dispose());

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
