using Chorus.Escrow.Manifests;

namespace Chorus.App.Trustees;

/// <summary>
/// How long one pass of a job waits for each trustee in all: a minute. One that hangs would otherwise cost the whole patience of its client for each of
/// thousands of questions. Given up, it is not asked any more in this pass, and the two others go on being asked. For one question at a time.
/// </summary>
internal sealed class PassPatience(TimeProvider clock)
{
    private static readonly TimeSpan s_inAll = TimeSpan.FromMinutes(1);

    // Thousands of quick answers are no reason to give up; where none comes, a question counts as at least this long.
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(1);

    private readonly TimeSpan[] _left = [.. Enumerable.Repeat(s_inAll, Manifest.TrusteeCount)];

    /// <summary>Those that kept the pass waiting for too long, by index.</summary>
    public IReadOnlyList<int> GivenUp => [.. Enumerable.Range(0, _left.Length).Where(IsGivenUp)];

    /// <summary>A trustee's answer; <see cref="TrusteeAnswer.NotAsked"/> for one that was given up.</summary>
    /// <param name="trustee">its index, 0 to 2.</param>
    /// <param name="ask">puts the question.</param>
    /// <param name="stop">ends the waiting.</param>
    public async Task<TrusteeAnswer> AskAsync(int trustee, Func<Task<TrusteeAnswer>> ask, CancellationToken stop)
    {
        if (IsGivenUp(trustee))
        {
            return new TrusteeAnswer.NotAsked();
        }
        var begun = clock.GetTimestamp();
        TrusteeAnswer answer;
        try
        {
            // Its client gives up by itself, but only once the question's turn comes, behind all that others send.
            answer = await ask().WaitAsync(_left[trustee], clock, stop);
        }
        catch (TimeoutException)
        {
            answer = new TrusteeAnswer.Unreachable("it did not answer in this pass's time");
        }
        var taken = clock.GetElapsedTime(begun);
        if (taken > s_quick || answer is TrusteeAnswer.Unreachable)
        {
            _left[trustee] -= taken > s_quick ? taken : s_quick;
        }
        return answer;
    }

    private bool IsGivenUp(int trustee) => _left[trustee] <= TimeSpan.Zero;
}
