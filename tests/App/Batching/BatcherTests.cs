using System.Collections.Concurrent;
using Chorus.App.Batching;

namespace Chorus.App.Tests.Batching;

public sealed class BatcherTests
{
    [Fact]
    public async Task The_first_goes_alone_and_what_comes_meanwhile_goes_together()
    {
        var doing = new Doing();
        var batcher = new Batcher<int, int>(doing.RunAsync, most: 3, atOnce: 1);

        var first = batcher.RunAsync(1);
        await doing.BegunAsync(1);
        Task<int>[] others = [.. Enumerable.Range(2, 5).Select(batcher.RunAsync)];
        doing.EndOne();
        (await first).ShouldBe(10);
        await doing.BegunAsync(2);
        doing.EndOne();
        await doing.BegunAsync(3);
        doing.EndOne();

        (await Task.WhenAll(others)).ShouldBe([20, 30, 40, 50, 60]);
        doing.Batches.Select(batch => string.Join(' ', batch)).ShouldBe(["1", "2 3 4", "5 6"]);
    }

    [Fact]
    public async Task No_more_batches_than_allowed_are_on_their_way()
    {
        var doing = new Doing();
        var batcher = new Batcher<int, int>(doing.RunAsync, most: 1, atOnce: 2);

        Task<int>[] all = [.. Enumerable.Range(1, 3).Select(batcher.RunAsync)];
        await doing.BegunAsync(2);
        doing.Batches.Count.ShouldBe(2);

        doing.EndOne();
        await doing.BegunAsync(3);
        doing.EndOne();
        doing.EndOne();
        (await Task.WhenAll(all)).ShouldBe([10, 20, 30], ignoreOrder: true);
    }

    [Fact]
    public async Task A_batch_that_fails_fails_for_its_own_items_only()
    {
        var batcher = new Batcher<int, int>(
            batch => batch.Contains(2) ? throw new InvalidOperationException("two") : Task.FromResult<IReadOnlyList<int>>([.. batch]), most: 1, atOnce: 1);

        Task<int>[] all = [.. Enumerable.Range(1, 3).Select(batcher.RunAsync)];

        (await all[0]).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(all[1])).Message.ShouldBe("two");
        (await all[2]).ShouldBe(3);
    }

    /// <summary>Work that begins and ends when the test says so: each item times ten.</summary>
    private sealed class Doing
    {
        private readonly SemaphoreSlim _begun = new(0);
        private readonly SemaphoreSlim _end = new(0);
        private int _seen;

        public ConcurrentQueue<IReadOnlyList<int>> Batches { get; } = [];

        public async Task<IReadOnlyList<int>> RunAsync(IReadOnlyList<int> batch)
        {
            Batches.Enqueue(batch);
            _begun.Release();
            await _end.WaitAsync(TestContext.Current.CancellationToken);
            return [.. batch.Select(item => 10 * item)];
        }

        public async Task BegunAsync(int batches)
        {
            for (; _seen < batches; _seen++)
            {
                await _begun.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        public void EndOne() => _end.Release();
    }
}
