namespace Chorus.Browser.Tests.Pages;

/// <summary>A line on which the answer to one call takes as long as a test wants it to.</summary>
internal sealed class SlowLine
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SlowLine()
    {
    }

    /// <summary>Ends when the page has asked for it.</summary>
    internal Task Reached => _reached.Task.WaitAsync(Chromium.Patience);

    /// <summary>Has calls to addresses of this pattern wait, from now.</summary>
    internal static async Task<SlowLine> OnAsync(IPage page, string pattern)
    {
        var line = new SlowLine();
        await page.RouteAsync(pattern, async route =>
        {
            line._reached.TrySetResult();
            await line._goOn.Task;
            await route.FallbackAsync();
        });
        return line;
    }

    /// <summary>Answers, and waits no more.</summary>
    internal void GoOn() => _goOn.TrySetResult();
}

internal static class Ended
{
    /// <summary>Waits for the end of a call, whatever it was.</summary>
    internal static Task WaitForRequestFinishedOrFailedAsync(this IPage page, string path)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void End(object? sender, IRequest request)
        {
            if (request.Url.EndsWith(path, StringComparison.Ordinal))
            {
                ended.TrySetResult();
            }
        }
        page.RequestFinished += End;
        page.RequestFailed += End;
        return ended.Task.WaitAsync(Chromium.Patience);
    }

    /// <summary>As much work, three times, as making keys of numbers is: what a page began before has ended.</summary>
    internal static Task WorkForASealingAsync(this IPage page) => page.EvaluateAsync(
        """
        async () => {
          const key = await crypto.subtle.importKey('raw', new Uint8Array(16), 'PBKDF2', false, ['deriveBits']);
          for (let i = 0; i < 3; i++)
            await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations: 600_000 }, key, 256);
        }
        """);
}
