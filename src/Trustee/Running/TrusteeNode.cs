using Chorus.Escrow.Manifests;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Links;
using Chorus.Trustee.Refreshing;

namespace Chorus.Trustee.Running;

/// <summary>
/// A trustee among its two neighbours: proposes runs (trustee 0) or takes part in those that fit, at the published times
/// or when two operators have asked; likewise refreshes, when they are due. One at a time.
/// </summary>
internal sealed class TrusteeNode(TrusteeCore core, PeerNetwork network, TimeSpan longestRun, Action<string> log, RefreshSchedule? refreshes = null) : IDisposable
{
    /// <summary>For the two others to put away the run that trustee 0 has ended already.</summary>
    internal static readonly TimeSpan BetweenRunAndRefresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_gatherPatience = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly ConsentBook _consents = new(core.Manifests, core.Time);
    private RunGathering? _gathering;
    private long _lastTime;
    private Dictionary<int, int> _loggedLacking = [];
    private Dictionary<int, int> _loggedDenied = [];
    private DateTimeOffset _next = Schedule(core).Next(core.Time.GetUtcNow());

    /// <summary>Called after every attempt at a run in which this trustee took part.</summary>
    internal Action<RunReport>? Ended { get; set; }

    /// <summary>The next published time.</summary>
    internal DateTimeOffset NextRun => Schedule(core).Next(core.Time.GetUtcNow());

    private int Index => core.Index;

    /// <summary>Listens and, as trustee 0, proposes runs until cancelled.</summary>
    internal Task ServeAsync(CancellationToken cancel) => Task.WhenAll(
        network.AcceptAsync(hello => Answer(hello, cancel), log, cancel),
        Index == 0 ? ProposeOnTimeAsync(cancel) : Task.CompletedTask);

    /// <summary>This trustee's operator asks for a run, a refresh or a replacement now; the sentence says what happens.</summary>
    internal async Task<string> AskForAsync(RunKind kind, CancellationToken cancel)
    {
        var consent = RunConsent.Give(kind, Index, core.Keys.Signing, core.Manifests.Newest.Deployment, core.Time.GetUtcNow());
        log($"The operator asked for a {kind.Name()}.");
        if (Index == 0)
        {
            return Sentence(kind, NoteConsent(consent, cancel) ?? false);
        }

        var writer = new ByteWriter();
        consent.Encode(writer);
        try
        {
            var (connection, answer) = await network.DialAsync(0, LinkPurpose.Consent, writer.ToArray(), cancel);
            connection.Dispose();
            return Sentence(kind, answer is [1]);
        }
        catch (PeerException e)
        {
            return $"The consent could not be handed to trustee 0, which proposes runs. {e.Message} Ask again later.";
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _gathering?.Break();
        }
    }

    private static string Sentence(RunKind kind, bool enough) => enough
        ? $"Two operators have asked: the {kind.Name()} begins now. See its outcome with: chorus trustee status --data DIR"
        : $"Noted. The {kind.Name()} begins when the operator of one more trustee asks for it within ten minutes.";

    private static RunSchedule Schedule(TrusteeCore core) => new(core.Manifests.Newest.RunEverySeconds);

    private async Task ProposeOnTimeAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                for (var wait = _next - core.Time.GetUtcNow(); wait > TimeSpan.Zero; wait = _next - core.Time.GetUtcNow())
                {
                    await Task.Delay(wait, core.Time, cancel);
                }

                core.Manifests.Refresh();
                await ProposeAsync(new RunProposal(RunKind.Match, _next.ToUnixTimeSeconds(), []), cancel);
                await RefreshIfDueAsync(cancel);
                // From the time just used, so that none is skipped; of times missed by a long run only the last still counts.
                var earliest = core.Time.GetUtcNow().AddSeconds(-RunSchedule.ToleranceSeconds);
                _next = Schedule(core).Next(_next > earliest ? _next : earliest);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The trustee is being stopped.
        }
    }

    /// <summary>After a run, so that none is left out for it. Where it does not come about, the next published time tries again.</summary>
    private async Task RefreshIfDueAsync(CancellationToken cancel)
    {
        if (refreshes?.IsDue(core.Epochs.Current, core.Time.GetUtcNow()) == true)
        {
            await Task.Delay(BetweenRunAndRefresh, core.Time, cancel);
            await ProposeAsync(new RunProposal(RunKind.Refresh, core.Time.GetUtcNow().ToUnixTimeSeconds(), []), cancel);
        }
    }

    private async Task ProposeAsync(RunProposal proposal, CancellationToken cancel)
    {
        var body = proposal.Encode();
        if (Begin(proposal, body) is not { } gathering)
        {
            return;
        }

        _consents.Use(proposal.Consents);
        try
        {
            gathering.Add((await network.DialAsync(1, LinkPurpose.Run, body, cancel)).Connection);
            gathering.Add((await network.DialAsync(2, LinkPurpose.Run, body, cancel)).Connection);
        }
        catch (Exception e)
        {
            // Whatever it was, the gathering has to end, or no later run could begin.
            End(gathering, NotBegun(proposal.Kind, e is PeerException ? e.Message : $"{e.GetType().Name}: {e.Message}"));
            return;
        }

        await ExecuteAsync(gathering, cancel);
    }

    private (byte[] Answer, Action<PeerConnection> Then)? Answer(Hello hello, CancellationToken cancel)
    {
        core.Manifests.Refresh();
        switch (hello.Purpose)
        {
            case LinkPurpose.Run:
                var proposal = RunProposal.Decode(hello.Body);
                return Join(hello, proposal, cancel) is { } gathering ? ([], gathering.Add) : null;
            case LinkPurpose.Consent when Index == 0:
                var reader = new ByteReader(hello.Body);
                var consent = RunConsent.Decode(ref reader);
                reader.End();
                return consent.Trustee == hello.From && NoteConsent(consent, cancel) is { } enough
                    ? ([(byte)(enough ? 1 : 0)], connection => connection.Dispose())
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Whether two operators have consented by now, and then the run begins; null for a consent that does not hold.</summary>
    private bool? NoteConsent(RunConsent consent, CancellationToken cancel)
    {
        var two = _consents.Add(consent, out var accepted);
        if (two is not null)
        {
            _ = ProposeAsync(new RunProposal(consent.Kind, core.Time.GetUtcNow().ToUnixTimeSeconds(), two), cancel);
        }

        return accepted ? two is not null : null;
    }

    /// <summary>Takes part in a proposed run; null where it does not fit or another is going on.</summary>
    private RunGathering? Join(Hello hello, RunProposal proposal, CancellationToken cancel)
    {
        RunGathering gathering;
        // As one: both others may call at the same moment, and the second must find what the first began.
        lock (_lock)
        {
            if (_gathering is { } known)
            {
                // The second connection of the run that is gathering; anything else has to wait for its end.
                return known.Body.AsSpan().SequenceEqual(hello.Body) && !known.Complete.IsCompleted ? known : null;
            }

            if (Index == 0 || !Fits(proposal))
            {
                log($"A {proposal.Kind.Name()} proposed by trustee {hello.From} was refused: it is not due by this trustee's clock and settings, and not asked for by two operators.");
                return null;
            }

            gathering = _gathering = new RunGathering(proposal, hello.Body);
            _consents.Use(proposal.Consents);
        }

        _ = TakePartAsync(gathering, cancel);
        return gathering;
    }

    private bool Fits(RunProposal proposal)
    {
        var now = core.Time.GetUtcNow();
        var near = RunTime.IsNear(proposal.At, now, RunSchedule.ToleranceSeconds);
        return proposal switch
        {
            { OnCommand: true } => near && _consents.Allows(proposal.Kind, proposal.Consents),
            { Kind: not RunKind.Match and not RunKind.Refresh } => false,
            { Kind: RunKind.Refresh } => near && refreshes?.Fits(core.Epochs.Current, now) == true,
            _ => proposal.At > _lastTime && Schedule(core).Fits(proposal.At, now),
        };
    }

    private async Task TakePartAsync(RunGathering gathering, CancellationToken cancel)
    {
        try
        {
            // Trustee 1 dials trustee 2; trustee 2 is dialled by both.
            if (Index == 1)
            {
                gathering.Add((await network.DialAsync(2, LinkPurpose.Run, gathering.Body, cancel)).Connection);
            }

            await gathering.Complete.WaitAsync(s_gatherPatience, core.Time, cancel);
        }
        catch (Exception e)
        {
            End(gathering, NotBegun(gathering.Proposal.Kind, e switch
            {
                PeerException => e.Message,
                TimeoutException or OperationCanceledException => "The two others did not both connect in time.",
                _ => $"{e.GetType().Name}: {e.Message}",
            }));
            return;
        }

        await ExecuteAsync(gathering, cancel);
    }

    private async Task ExecuteAsync(RunGathering gathering, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(longestRun, core.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        await using var broken = stop.Token.Register(gathering.Break);
        RunReport report;
        try
        {
            // The computation blocks its thread for its whole length, so it gets one of its own.
            report = await Task.Factory.StartNew(() => Execute(gathering), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception e)
        {
            // A full disk or a mistake in this program ends the run, not the trustee; the next run tries again.
            report = core.NoteAborted(gathering.Proposal.Kind, $"The {gathering.Proposal.Kind.Name()} was aborted by an error at this trustee and released nothing; the next one tries again. {e.GetType().Name}: {e.Message}");
        }

        End(gathering, report);
    }

    private RunReport Execute(RunGathering gathering)
    {
        var (toNext, toPrevious) = (gathering.To((Index + 1) % Manifest.TrusteeCount), gathering.To((Index + 2) % Manifest.TrusteeCount));
        using var next = new StreamLink(toNext.Stream);
        using var previous = new StreamLink(toPrevious.Stream);
        var links = new RunLinks(Index, new WatchedLink(next, core.Time, toNext.Break), new WatchedLink(previous, core.Time, toPrevious.Break));
        var report = gathering.Proposal.Kind == RunKind.Match ? core.Run(links) : core.Refresh(links, gathering.Proposal.Kind);
        if (report.End == RunEnd.Aborted)
        {
            // Wakes the other two up, and this trustee's own writers.
            gathering.Break();
        }

        return report;
    }

    private RunGathering? Begin(RunProposal proposal, byte[] body)
    {
        lock (_lock)
        {
            if (_gathering is not null)
            {
                log($"A {proposal.Kind.Name()} was due while the last one was still going on; it is left out.");
                return null;
            }

            return _gathering = new RunGathering(proposal, body);
        }
    }

    private void End(RunGathering gathering, RunReport report)
    {
        gathering.Break();
        gathering.Dispose();
        lock (_lock)
        {
            _gathering = null;
            if (report.End != RunEnd.Aborted && gathering.Proposal is { Kind: RunKind.Match, OnCommand: false })
            {
                _lastTime = gathering.Proposal.At;
            }
        }

        if (report.End != RunEnd.Unchanged)
        {
            // With a run every minute, the log would hold little else.
            log(report.Sentence);
        }

        _loggedLacking = LogChanged(core.Lacking, _loggedLacking, lack =>
            $"Trustee {lack.Trustee} left out {lack.Reports} reports that this trustee holds, for up to {lack.Runs} runs. If that stays, ask its operator: a report that it leaves out can never be released.");
        _loggedDenied = LogChanged(core.Denied, _loggedDenied, denial =>
            $"Trustee {denial.Trustee} did not admit to {denial.Reports} releases that this trustee completed, for up to {denial.Runs} runs; the next run makes them again. After a run that did not end well at all three that happens once. If it stays or comes back, ask its operator: every run is then computed, and its releases made, again.");
        Ended?.Invoke(report);
    }

    /// <summary>Says at which trustee a count has changed, by count only, for the log may be shown to anyone. Gives what is said by now.</summary>
    private Dictionary<int, int> LogChanged(IReadOnlyList<PeerCount> counts, Dictionary<int, int> logged, Func<PeerCount, string> sentence)
    {
        foreach (var count in counts.Where(count => logged.GetValueOrDefault(count.Trustee) != count.Reports))
        {
            log(sentence(count));
        }

        return counts.ToDictionary(count => count.Trustee, count => count.Reports);
    }

    private RunReport NotBegun(RunKind kind, string reason) => core.NoteAborted(kind, $"The {kind.Name()} did not begin; the next one tries again. {reason}");
}
