using Chorus.Simulation.Tests.World;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>A list of operations from one seed, done one after the other and compared with the plain reference after each meeting of the three.</summary>
internal sealed class Story : IDisposable
{
    private const int Operations = 30;

    // The site takes most of the time of a seed that has one; the three alone are driven by many more.
    private const int SiteEvery = 8;

    private readonly Circle _circle;
    private readonly Random _random;
    private readonly Tally _tally;
    private readonly List<string> _told = [];
    private readonly List<SimulatedReport> _reports = [];
    private readonly Post _post;
    private readonly Filing _filing;
    private readonly Meetings _meetings;
    private readonly SimulatedSite? _site;
    private readonly Desks? _desks;
    private readonly Way _way;

    private Story(Circle circle, int seed, Tally tally)
    {
        (_circle, _random, _tally) = (circle, new Random(seed), tally);
        _post = new Post(circle, _told.Add);
        _site = seed % SiteEvery == 0 ? new SimulatedSite(circle, trustee => !_post.Unreachable.Contains(trustee)) : null;
        _way = new Way(circle, _reports, _site, Shuffled, _told.Add);
        _filing = new Filing(circle, _random, _reports, _post, _way, Tell);
        _desks = _site is null ? null : new Desks(circle, _site, _reports, _way);
        _meetings = new Meetings(circle, _reports, _post, _way, _desks, new Mishaps(_random), Tell);
    }

    /// <summary>Tells the story of one seed; where it goes wrong, the error says the seed and all that was done.</summary>
    /// <param name="seed">which.</param>
    /// <param name="tally">counts what came about.</param>
    /// <param name="lie">what trustee 1's store does wrong, for tests of the simulation itself.</param>
    /// <returns>What was done.</returns>
    internal static IReadOnlyList<string> Tell(int seed, Tally tally, StoreLie lie = StoreLie.None)
    {
        using var circle = Circle.InMemory();
        circle.Store(1).Lie = lie;
        using var story = new Story(circle, seed, tally);
        try
        {
            for (var i = 0; i < Operations; i++)
            {
                story.Step();
            }

            story.End();
            tally.Count(story._site is null ? "seeds of the trustees alone" : "seeds with the site");
            return story._told;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"Seed {seed} went wrong; CHORUS_SIMULATION_SEED={seed} repeats it.{Environment.NewLine}{string.Join(Environment.NewLine, story._told)}{Environment.NewLine}{e.Message}", e);
        }
    }

    public void Dispose() => _site?.Dispose();

    private void Step()
    {
        _tally.Count("operations");
        switch (_random.Next(28))
        {
            case < 6:
                _filing.Deposit();
                break;
            case 6:
                _filing.Retry();
                break;
            case < 9:
                _filing.ChangeQuorum(besideWithdrawal: false);
                break;
            case 9:
                _filing.ChangeQuorum(besideWithdrawal: true);
                break;
            case 10:
                _filing.Withdraw();
                break;
            case < 15:
                Run();
                break;
            case < 17:
                Refresh();
                break;
            case 17:
                Kill();
                break;
            case < 21:
                Restart();
                break;
            case 21:
                Partition();
                break;
            case 22:
                Late();
                break;
            case 23:
                Twice();
                break;
            case 24:
                DiskFull();
                break;
            case 25:
                Spoil();
                break;
            case 26:
                KillSite();
                break;
            default:
                JumpClock();
                break;
        }
    }

    private void Run()
    {
        var draw = _meetings.Undisturbed ? _random.Next(10) : 9;
        var arriving = draw switch { 0 => _filing.NewReport(), 1 => _filing.NewWithdrawal(), _ => null };
        _meetings.Run(arriving, disturbed: draw is > 1 and < 7);
    }

    private void Refresh() => _meetings.Refresh(disturbed: _random.Next(2) == 0);

    private void Kill()
    {
        var trustee = _random.Next(3);
        if (_random.Next(2) == 0 && _filing.NewReport() is { } report)
        {
            // In the middle of a write.
            var after = _random.Next(2) == 0;
            Tell(after ? "kill right after a write" : "kill right before a write", $"trustee {trustee}, at report {report.Id}: {Filing.Carried(report.Versions[^1])}");
            _way.Send(report, report.Versions[^1], letter => _post.Deliver(letter, letter.Trustee == trustee ? after : null));
            return;
        }

        Tell("kill", $"trustee {trustee}, which stays down");
        _circle.Restart(trustee);
        _meetings.Cut.Add(trustee);
        _post.Unreachable.Add(trustee);
    }

    // In the middle of a request, before or after a trustee took what it hands on; or between two.
    private void KillSite()
    {
        // A start of the web application takes as long as many operations.
        if (_site is null || _random.Next(3) > 0)
        {
            return;
        }

        var trustee = _random.Next(4);
        if (trustee == 3 || _filing.NewReport() is not { } report)
        {
            Tell("kill of the site", "");
            _site.Restart();
            return;
        }

        var after = _random.Next(2) == 0;
        Tell("kill of the site in a request", $"report {report.Id}, {(after ? "after" : "before")} trustee {trustee} has it");
        _way.Send(report, report.Versions[^1], letter =>
        {
            if (letter.Trustee == trustee && !after)
            {
                throw new SiteKilledException();
            }

            var answer = _post.Deliver(letter);
            return letter.Trustee == trustee ? throw new SiteKilledException() : answer;
        });
    }

    private void Restart()
    {
        var trustee = _random.Next(3);
        Tell("restart", $"trustee {trustee}; all are reached again");
        _circle.Restart(trustee);
        Heal();
    }

    private void Partition()
    {
        var trustee = _random.Next(3);
        var forSite = _random.Next(2) == 0;
        Tell(forSite ? "partition from the site" : "partition from the neighbours", $"trustee {trustee}");
        (forSite ? _post.Unreachable : _meetings.Cut).Add(trustee);
    }

    private void Late()
    {
        if (_post.Late > 0)
        {
            var letter = _post.TakeLate(_random.Next(_post.Late));
            Tell("late arrival", "");
            _post.Deliver(letter);
        }
    }

    private void Twice()
    {
        if (_filing.Pick(_reports) is { } report)
        {
            var letter = new Letter(report, report.Withdrawal is not null && _random.Next(2) == 0 ? null : report.Versions[_random.Next(report.Versions.Count)], _random.Next(3));
            Tell("duplicate", "");
            _post.Deliver(letter);
        }
    }

    private void Spoil()
    {
        if (_filing.Pick(_reports) is { } report)
        {
            var letter = new Letter(report, report.Withdrawal is null ? report.Versions[^1] : null, _random.Next(3));
            var cut = _random.Next(2) == 0;
            Tell(cut ? "statement truncated" : "statement corrupted", letter.ToString());
            _post.DeliverSpoilt(letter, cut ? _random.Next(400) : null, _random.Next());
        }
    }

    private void DiskFull()
    {
        var trustee = _random.Next(3);
        Tell("disk full", $"trustee {trustee}");
        _post.DiskFull.Add(trustee);
    }

    private void JumpClock()
    {
        var hours = _random.Next(1, 24 * 60);
        if (_filing.IsTooLong(TimeSpan.FromHours(hours)))
        {
            // A reporter whose deposit does not come through sends it again within two days, or writes anew.
            return;
        }

        Tell("clock jump", $"{hours} hours");
        _circle.Time.Advance(TimeSpan.FromHours(hours));
        _way.SettleAbandoned(_post.Ask);
    }

    // All are reached, all that is late arrives, everything is tried again; then nothing may be left half done.
    private void End()
    {
        Tell("end", "");
        Heal();
        while (_post.Late > 0)
        {
            _post.Deliver(_post.TakeLate(_random.Next(_post.Late)));
        }

        foreach (var report in _reports.Where(report => !_filing.IsFinished(report)))
        {
            _filing.Finish(report, letter => _post.Deliver(letter));
        }

        _reports.Where(report => !_filing.IsFinished(report)).Select(report => report.Id).ShouldBeEmpty("not everything could be finished although all are there");
        _meetings.Run(arriving: null, disturbed: false);
        _meetings.Refresh(disturbed: false);
        _meetings.Run(arriving: null, disturbed: false);
        Reference.CheckNothingOld(_circle, _reports);
        Reference.CheckParts(_circle, _reports);
        if (_desks is not null)
        {
            _way.SettleAbandoned(_post.Ask);
            _desks.CheckHeld();
            _desks.CheckOpens();
            foreach (var report in _reports.Where(report => report.Withdrawal is null))
            {
                _desks.CheckShown(report);
            }
        }
    }

    private int[] Shuffled(int[] trustees)
    {
        _random.Shuffle(trustees);
        return trustees;
    }

    private void Heal()
    {
        _meetings.Cut.Clear();
        _post.Unreachable.Clear();
        _post.DiskFull.Clear();
    }

    private void Tell(string kind, string detail)
    {
        _tally.Count(kind);
        _told.Add(detail.Length == 0 ? kind : $"{kind}: {detail}");
    }
}
