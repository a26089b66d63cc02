namespace Chorus.App.Tests.Trial;

public sealed class TogetherTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_failure_is_told_and_not_the_cancellations_that_follow_from_it()
    {
        var waiting = new TaskCompletionSource();
        async Task Waits(CancellationToken stop)
        {
            waiting.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        async Task Fails(CancellationToken stop)
        {
            await waiting.Task;
            throw new InvalidDataException("the cause");
        }
        async Task FailsWhenStopped(CancellationToken stop)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new InvalidOperationException("a consequence");
        }

        // The cause comes last, since the tasks of others are where it was hidden.
        var failure = await Should.ThrowAsync<InvalidDataException>(() => Together.RunAsync([Waits, FailsWhenStopped, Fails], Stop));

        failure.Message.ShouldBe("the cause");
        failure.StackTrace!.ShouldContain(nameof(Fails));
    }

    [Fact]
    public async Task Whoever_stops_from_outside_sees_a_cancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var all = Together.RunAsync([token => Task.Delay(Timeout.InfiniteTimeSpan, token), _ => Task.CompletedTask], stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => all);
    }
}
