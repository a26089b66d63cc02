namespace Chorus.App.Batching;

/// <summary>
/// Does together what waits together: while one batch is on its way, what comes meanwhile gathers for the next. Nobody waits for
/// company: the first of a quiet time goes at once and alone.
/// </summary>
/// <param name="run">does a batch and gives a result for each of its items, in order. If it throws, all of them fail with that.</param>
/// <param name="most">the most items of a batch.</param>
/// <param name="atOnce">how many batches may be on their way.</param>
internal sealed class Batcher<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run, int most, int atOnce)
{
    private readonly Lock _lock = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Done)> _waiting = new();
    private int _running;

    /// <summary>The result of this item. Whoever gives up waiting leaves it in its batch.</summary>
    public Task<TResult> RunAsync(TItem item)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((item, done));
            if (_running == atOnce)
            {
                return done.Task;
            }
            _running++;
        }
        _ = Task.Run(RunAllAsync);
        return done.Task;
    }

    private async Task RunAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var results = await run([.. batch.Select(each => each.Item)]);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Done.SetResult(results[i]);
                }
            }
            catch (Exception failure)
            {
                batch.ForEach(each => each.Done.TrySetException(failure));
            }
        }
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Done)> Next()
    {
        var batch = new List<(TItem Item, TaskCompletionSource<TResult> Done)>();
        lock (_lock)
        {
            while (batch.Count < most && _waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }
            if (batch.Count == 0)
            {
                _running--;
            }
        }
        return batch;
    }
}
