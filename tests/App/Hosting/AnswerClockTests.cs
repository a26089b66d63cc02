using Chorus.App.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Hosting;

public sealed class AnswerClockTests
{
    [Theory]
    [InlineData(130, 120)]
    [InlineData(249, 1)]
    [InlineData(250, 250)]
    public async Task An_answer_that_is_ready_leaves_at_the_next_tick_and_not_before(int millisecond, int wait)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 21, 14, 15, millisecond, TimeSpan.Zero));

        var answer = Answer(clock, () => "ready");
        clock.Advance(TimeSpan.FromMilliseconds(wait - 1));
        answer.IsCompleted.ShouldBeFalse();

        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await answer).ShouldBe("ready");
    }

    [Fact]
    public async Task A_failure_waits_for_the_tick_like_an_answer()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 21, 14, 15, 130, TimeSpan.Zero));

        var answer = Answer(clock, () => throw new InvalidOperationException());
        answer.IsCompleted.ShouldBeFalse();

        clock.Advance(TimeSpan.FromMilliseconds(120));
        await Should.ThrowAsync<InvalidOperationException>(() => answer);
    }

    private static Task<object?> Answer(TimeProvider clock, Func<string> work) =>
        new AnswerClock(clock).InvokeAsync(
            EndpointFilterInvocationContext.Create(new DefaultHttpContext()), _ => ValueTask.FromResult<object?>(work())).AsTask();
}
