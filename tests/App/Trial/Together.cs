using System.Runtime.ExceptionServices;

namespace Chorus.App.Tests.Trial;

/// <summary>
/// Things that go on side by side and need each other. The first that fails stops the others, and its failure is the one
/// that is told: not the cancellation that it was for the rest, nor what that looked like by then.
/// </summary>
internal static class Together
{
    /// <summary>Ends when all have ended.</summary>
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ExceptionDispatchInfo? first = null;
        async Task PartAsync(Func<CancellationToken, Task> part)
        {
            try
            {
                await part(either.Token);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
                await either.CancelAsync();
            }
        }
        await Task.WhenAll(parts.Select(PartAsync).ToArray());
        first?.Throw();
    }
}
