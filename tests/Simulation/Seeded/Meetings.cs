using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>Runs and refreshes of the three, undisturbed or not, each compared with the rule.</summary>
/// <param name="desks">what the site makes of it; null where there is none.</param>
internal sealed class Meetings(Circle circle, List<SimulatedReport> reports, Post post, Way way, Desks? desks, Mishaps mishaps, Action<string, string> tell)
{
    private HashSet<(Handle Handle, uint Version)> _released = [];

    // What came out of a run that all three completed: it comes again only with somebody new.
    private readonly HashSet<(Handle Handle, uint Version)> _given = [];
    private bool _givenIsKnown = true;

    /// <summary>Trustees that their neighbours do not reach.</summary>
    internal HashSet<int> Cut { get; } = [];

    /// <summary>Whether all three meet with nothing in the way.</summary>
    internal bool Undisturbed => Cut.Count == 0 && post.DiskFull.Count == 0;

    /// <param name="arriving">a report of which the newest statement arrives while the run is under way.</param>
    internal void Run(SimulatedReport? arriving, bool disturbed)
    {
        var before = Reference.Rule(reports);
        if (arriving is not null)
        {
            RunAround(arriving, before);
            return;
        }

        var mishap = disturbed ? mishaps.InRun() : null;
        tell(mishap?.Name ?? "run", mishap is null ? Standing() : $"trustee {mishap.Trustee}, at {mishap.At}");
        var runs = Meet(mishap, (send, alter, length) => circle.Run(send, alter, length), out var failed);
        if (mishap is not null || !Undisturbed)
        {
            Give(runs, before, certain: !failed);
            Check(runs, before, before, null, failed);
            return;
        }

        runs.ShouldAllBe(run => run.End != RunEnd.Aborted, string.Join(' ', runs.Select(run => run.Sentence)));
        _released.UnionWith(before.All);
        circle.Site.Released.ShouldBe(_released, ignoreOrder: true, "released is what the rule releases");
        if (runs[0].End == RunEnd.Completed && _givenIsKnown)
        {
            var groups = before.Groups.Where(group => group.Count > 1 && group.Any(name => !_given.Contains(name))).Select(group => Named(group.Select(name => name.Handle)));
            circle.Site.Groups(runs[0].Number, 1).Select(Named).Order(StringComparer.Ordinal).ShouldBe(groups.Order(StringComparer.Ordinal));
        }

        _givenIsKnown |= runs[0].End == RunEnd.Completed;
        Give(runs, before, certain: true);
        Count(runs[0]);
        Held();
    }

    internal void Refresh(bool disturbed)
    {
        var mishap = disturbed && Undisturbed ? mishaps.InRefresh() : null;
        tell(mishap is null ? "refresh" : $"{mishap.Name} (refresh)", mishap is null ? Standing() : $"trustee {mishap.Trustee}, at {mishap.At}");
        var refreshes = Meet(mishap, (send, _, _) => circle.Refresh(send), out _);
        if (mishap is null && Undisturbed)
        {
            refreshes.ShouldAllBe(refresh => refresh.End == RunEnd.Completed, string.Join(' ', refreshes.Select(refresh => refresh.Sentence)));
        }

        circle.Site.Released.ShouldBe(_released, ignoreOrder: true, "a refresh releases nothing");
        Held();
    }

    /// <summary>
    /// A statement that arrives in the middle may be in the run or not, by trustee: what comes out both with it and without it has
    /// to, what comes out with neither must not, and the next run is equal again.
    /// </summary>
    private void RunAround(SimulatedReport arriving, RuleOutcome before)
    {
        var (trustee, at) = mishaps.Moment();
        var withdrawal = arriving.Withdrawal is not null;
        tell(withdrawal ? "withdrawal while a run is under way" : "deposit while a run is under way", $"report {arriving.Id}, before message {at} of trustee {trustee}");
        var arrived = false;
        Exception? wrong = null;
        byte[] last = [];
        int? signedAt = null;
        void Arrive()
        {
            arrived = true;
            way.Send(arriving, withdrawal ? null : arriving.Versions[^1], letter => post.Deliver(letter));
        }

        var runs = circle.Run((party, sent, message, _) =>
        {
            if (party != trustee)
            {
                return;
            }

            // The signature of the release list is the one message of this length that goes to both, one after the other.
            signedAt ??= message.Length == SigningKey.SignatureLength && message.SequenceEqual(last) ? sent - 1 : null;
            last = message.ToArray();
            if (sent != at)
            {
                return;
            }

            try
            {
                Arrive();
            }
            catch (ShouldAssertException e)
            {
                // Kept for the test's own thread: on this one it would end the process.
                wrong = e;
            }
        });
        if (wrong is not null)
        {
            throw wrong;
        }

        if (!arrived)
        {
            Arrive();
        }

        Give(runs, before, certain: false);
        if (withdrawal && at < signedAt)
        {
            circle.Site.Released.Except(_released).ShouldAllBe(name => name.Handle != arriving.Handle, "released although it was withdrawn before the list was signed");
        }

        Check(runs, before, Reference.Rule(reports), withdrawal ? arriving.Handle : null, storeFailed: false);
    }

    private void Give(RunReport[] runs, RuleOutcome outcome, bool certain)
    {
        var completed = runs.Count(run => run.End == RunEnd.Completed);
        if (completed == 3)
        {
            _given.UnionWith(outcome.All);
        }

        _givenIsKnown &= certain || completed == 0;
    }

    private void Count(RunReport run)
    {
        foreach (var phase in run.Outcome?.Stats.Phases.Select(phase => phase.Name).Distinct(StringComparer.Ordinal) ?? [])
        {
            if (phase is "compare" or "sort")
            {
                tell(phase == "compare" ? "run that scans for what is new" : "run over all", "");
            }
        }
    }

    private void Check(RunReport[] runs, RuleOutcome before, RuleOutcome after, Handle? withdrawn, bool storeFailed)
    {
        var completed = runs.Count(run => run.End == RunEnd.Completed);
        var now = circle.Site.Released;
        var may = before.All.Union(after.All).Union(_released).ToHashSet();
        now.ShouldAllBe(name => may.Contains(name), "something was released that the rule does not release");
        _released.ShouldAllBe(name => now.Contains(name), "something released was lost");
        if (completed >= 2)
        {
            before.Without(withdrawn).Intersect(after.All).ShouldAllBe(name => now.Contains(name), "the run was completed and did not release what it must");
        }
        else if (completed + (storeFailed ? 1 : 0) < 2)
        {
            // One trustee's records alone open nothing.
            now.Count.ShouldBe(_released.Count, "a run that was aborted released something");
        }

        _released = now;
        Held();
    }

    private void Held()
    {
        Reference.CheckHeld(circle, reports);
        desks?.Fetch(_released, post.Unreachable.Count == 0);
    }

    private RunReport[] Meet(Mishap? mishap, Func<BeforeSend, Alteration?, MessageLength?, RunReport[]> meet, out bool failed)
    {
        if (mishap is { OfStore: true })
        {
            circle.Store(mishap.Trustee).FailAt(mishap.At, mishap.Kind == MishapKind.KillAfterWrite);
        }

        foreach (var full in post.DiskFull)
        {
            circle.Store(full).FailAt(0, after: false);
        }

        var struck = false;
        bool Strikes(MishapKind kind, int trustee, int sent)
        {
            var strikes = mishap is not null && mishap.Kind == kind && mishap.Trustee == trustee && mishap.At == sent;
            struck |= strikes;
            return strikes;
        }

        var ends = meet(
            (trustee, sent, _, cut) =>
            {
                if (Cut.Contains(trustee) || Strikes(MishapKind.Cut, trustee, sent))
                {
                    cut(trustee);
                }
            },
            mishap is { Kind: MishapKind.Corrupt } ? (trustee, sent, message) =>
            {
                if (message.Length > 0 && Strikes(MishapKind.Corrupt, trustee, sent))
                {
                    message[mishap.Draw % message.Length] ^= (byte)(1 << (mishap.Draw % 8));
                }
            } : null,
            mishap is { Kind: MishapKind.Truncate } ? (trustee, sent, length) =>
                length > 0 && Strikes(MishapKind.Truncate, trustee, sent) ? mishap.Draw % length : length : null);

        failed = false;
        for (var trustee = 0; trustee < 3; trustee++)
        {
            failed |= circle.Store(trustee).Failed;
            circle.Store(trustee).Heal();
        }

        if (mishap is not null && (struck || failed))
        {
            tell($"struck: {mishap.Name}", "");
        }

        if (failed && mishap is { Kind: MishapKind.KillBeforeWrite or MishapKind.KillAfterWrite })
        {
            circle.Restart(mishap.Trustee);
        }

        return ends;
    }

    private string Standing() => Cut.Count + post.DiskFull.Count == 0
        ? ""
        : $"cut off: {string.Join(' ', Cut.Order())}; disk full: {string.Join(' ', post.DiskFull.Order())}";

    private static string Named(IEnumerable<Handle> group) => string.Join(' ', group.Select(handle => handle.ToString()).Order(StringComparer.Ordinal));
}
