using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Tests.Matching;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests;

/// <summary>
/// Random lists of operations, each from a seed, against the release rule taken from its definition: what can be opened is
/// exactly what the rule has released in some run, whatever was cut, restarted, refreshed, withdrawn meanwhile or left half done in between, and whether the runs
/// went over all or scanned for what was new.
/// </summary>
public sealed class RandomOperationTests
{
    private const int Seeds = 120;
    private const int Operations = 25;
    private const int Persons = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_comes_out_is_what_the_rule_releases(int part)
    {
        var (scans, overAll) = (0, 0);
        for (var seed = part * Seeds / 3; seed < (part + 1) * Seeds / 3; seed++)
        {
            using var circle = Circle.InMemory();
            var story = new Story(circle, new Random(seed));
            story.Tell($"seed {seed}");
            scans += story.Scans;
            overAll += story.OverAll;
        }

        scans.ShouldBeGreaterThan(Seeds / 6);
        overAll.ShouldBeGreaterThan(Seeds / 6);
    }

    private sealed class Report(Reporter reporter, int family, SealedDeposit deposit, int quorum, int[] persons)
    {
        public Reporter Reporter { get; } = reporter;

        public int Family { get; } = family;

        /// <summary>Versions with what they carry and the trustees that hold them.</summary>
        public List<(SealedDeposit Sealed, int Quorum, int[] Persons, HashSet<int> At)> Versions { get; } = [(deposit, quorum, persons, [])];

        public HashSet<int> WithdrawnAt { get; } = [];

        public Handle Handle => Versions[0].Sealed.Signed.Statement.Handle;
    }

    private sealed class Story(Circle circle, Random random)
    {
        private readonly List<Reporter> _reporters = [];
        private readonly List<Report> _reports = [];
        private readonly HashSet<(Handle, uint)> _expected = [];

        // What came out of a run that all three completed: it comes again only with somebody new.
        private readonly HashSet<(Handle, uint)> _given = [];
        private bool _givenIsKnown = true;

        /// <summary>Runs to the end that looked at what was new.</summary>
        public int Scans { get; private set; }

        /// <summary>Runs to the end that went over all.</summary>
        public int OverAll { get; private set; }

        public void Tell(string seed)
        {
            for (var i = 0; i < Operations; i++)
            {
                Step(seed);
            }

            Run(seed);
        }

        private void Step(string seed)
        {
            switch (random.Next(16))
            {
                case < 5:
                    Deposit();
                    break;
                case 5:
                    Change();
                    break;
                case 6:
                    Withdraw();
                    break;
                case 7:
                    CutRun();
                    break;
                case 8:
                    circle.Restart(random.Next(3));
                    break;
                case 9:
                    CompleteDeposits();
                    break;
                case 10:
                    HalfSignedRun();
                    break;
                case 11:
                    WithdrawDuringRun(seed);
                    break;
                case 12:
                    Refresh();
                    break;
                default:
                    Run(seed);
                    break;
            }
        }

        private void Deposit()
        {
            var family = random.Next(8);
            while (_reporters.Count <= family)
            {
                _reporters.Add(circle.NewReporter());
            }

            var (quorum, persons) = Choice();
            var report = new Report(_reporters[family], family, _reporters[family].Deposit(quorum, persons), quorum, persons);
            if (_reports.Count(other => other.Family == family && other.WithdrawnAt.Count < 3) < 16)
            {
                _reports.Add(report);
                Deliver(report);
            }
        }

        private void Change()
        {
            // Only what is whole everywhere is changed, as a browser does; the change itself may stay half done.
            var candidates = Whole();
            if (candidates.Count > 0)
            {
                var report = candidates[random.Next(candidates.Count)];
                var (quorum, persons) = Choice();
                report.Versions.Add((report.Reporter.Change(report.Versions[^1].Sealed, quorum, persons), quorum, persons, []));
                Deliver(report);
            }
        }

        private void Withdraw()
        {
            var candidates = _reports.Where(r => r.Versions[^1].At.Count == 3).ToList();
            if (candidates.Count > 0)
            {
                var report = candidates[random.Next(candidates.Count)];
                foreach (var trustee in Some())
                {
                    circle.Send(report.Reporter.Withdraw(report.Versions[^1].Sealed), trustee).Single().Problem.ShouldBeNull();
                    report.WithdrawnAt.Add(trustee);
                }
            }
        }

        private void CutRun()
        {
            var (party, after) = (random.Next(3), random.Next(120));
            // A cut at the very end may leave the run complete for some: what it released then is released.
            var runs = circle.Run((trustee, sent, _, cut) =>
            {
                if (trustee == party && sent >= after)
                {
                    cut(party);
                }
            });
            Note(runs);
        }

        /// <summary>One of the three completes it, or none does if nothing has changed.</summary>
        private void HalfSignedRun()
        {
            using var signature = new SignatureCut(random.Next(3));
            Note(circle.Run(signature.BeforeSend));
        }

        private void Note(RunReport[] runs)
        {
            var completed = runs.Count(run => run.End == RunEnd.Completed);
            if (completed >= 2)
            {
                _expected.UnionWith(Rule());
            }

            if (completed == 3)
            {
                _given.UnionWith(Rule());
            }

            circle.Site.Released.ShouldBe(_expected, ignoreOrder: true);
        }

        /// <summary>Whether the withdrawal counts in the run depends on how far each trustee is. What the run leaves out comes up in the next one.</summary>
        private void WithdrawDuringRun(string seed)
        {
            if (Whole() is not { Count: > 0 } candidates)
            {
                return;
            }

            var report = candidates[random.Next(candidates.Count)];
            var withdrawal = report.Reporter.Withdraw(report.Versions[^1].Sealed);
            var (party, after) = (random.Next(3), random.Next(160));
            var before = Rule();
            circle.Run((trustee, sent, _, _) =>
            {
                if (trustee == party && sent == after)
                {
                    circle.Send(withdrawal).ShouldAllBe(answer => answer.Problem == null);
                    report.WithdrawnAt.UnionWith([0, 1, 2]);
                }
            });
            var released = circle.Site.Released;
            // Without the report another one of hers may count.
            released.ShouldBeSubsetOf(_expected.Union(before).Union(Rule()), seed);
            _expected.ShouldBeSubsetOf(released, seed);
            _expected.UnionWith(released);
            _givenIsKnown = false;
        }

        /// <summary>Half of the time one trustee falls silent in it: the next run or refresh completes it or gives it up.</summary>
        private void Refresh()
        {
            var (party, after) = (random.Next(3), random.Next(60));
            circle.Refresh((trustee, sent, _, cut) =>
            {
                if (trustee == party && sent == after)
                {
                    cut(party);
                }
            });
        }

        /// <summary>A browser whose answer was lost sends the same again.</summary>
        private void CompleteDeposits()
        {
            foreach (var report in _reports.Where(report => report.WithdrawnAt.Count == 0 && report.Versions[^1].At.Count < 3))
            {
                var (statement, _, _, at) = report.Versions[^1];
                circle.Send(statement).ShouldAllBe(answer => answer.Problem == null);
                at.UnionWith([0, 1, 2]);
            }
        }

        private List<Report> Whole() => [.. _reports.Where(r => r.WithdrawnAt.Count == 0 && r.Versions[^1].At.Count == 3)];

        private void Run(string seed)
        {
            var expectedNow = Rule();
            _expected.UnionWith(expectedNow);

            var runs = circle.Run();

            runs.ShouldAllBe(run => run.End != RunEnd.Aborted);
            circle.Site.Released.ShouldBe(_expected, ignoreOrder: true, seed);
            if (runs[0].End == RunEnd.Completed)
            {
                Count(runs[0]);
                if (!_givenIsKnown)
                {
                    _givenIsKnown = true;
                    _given.UnionWith(expectedNow);
                    return;
                }

                var groups = RuleGroups().Where(group => group.Count > 1 && group.Any(version => !_given.Contains(version))).Select(group => Named(group.Select(v => v.Item1)));
                circle.Site.Groups(runs[0].Number, 1).Select(Named).Order().ShouldBe(groups.Order(), seed);
                _given.UnionWith(expectedNow);
            }
        }

        private void Count(RunReport run)
        {
            var steps = run.Outcome!.Stats.Phases.Select(phase => phase.Name).ToHashSet(StringComparer.Ordinal);
            Scans += steps.Contains("compare") ? 1 : 0;
            OverAll += steps.Contains("sort") ? 1 : 0;
        }

        private void Deliver(Report report)
        {
            var (statement, _, _, at) = report.Versions[^1];
            foreach (var trustee in Some())
            {
                circle.Send(statement, trustee).Single().Problem.ShouldBeNull();
                at.Add(trustee);
            }
        }

        private (int Quorum, int[] Persons) Choice()
        {
            var persons = Enumerable.Range(0, Persons).OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToArray();
            return (random.Next(8) switch { 0 => 0, 1 => 1, 7 => 4, var n => Math.Min(n, 3) }, persons);
        }

        /// <summary>Mostly all three.</summary>
        private int[] Some() => random.Next(6) == 0 ? [.. Enumerable.Range(0, 3).Where(_ => random.Next(2) == 0)] : [0, 1, 2];

        private HashSet<(Handle, uint)> Rule() => [.. RuleGroups().SelectMany(group => group)];

        private List<HashSet<(Handle, uint)>> RuleGroups()
        {
            var held = _reports
                .Where(report => report.WithdrawnAt.Count == 0 && report.Versions.Exists(version => version.At.Count == 3))
                .Select(report => (Report: report, Version: report.Versions.FindLast(version => version.At.Count == 3)))
                .ToList();
            var plain = held.Select((h, i) => new PlainReport(
                i,
                h.Report.Family,
                h.Version.Sealed.Signed.Statement.Number,
                h.Version.Quorum,
                // What no person fills is like nothing else.
                [.. Enumerable.Range(0, 4).Select(slot => slot < h.Version.Persons.Length ? (ulong)h.Version.Persons[slot] : (ulong)(1000 + (i * 4) + slot))])).ToList();
            return [.. ReleaseDefinition.Groups(plain).Select(group => group.Select(row => Name(held[row.Report].Version.Sealed)).ToHashSet())];
        }

        private static (Handle, uint) Name(SealedDeposit deposit) => (deposit.Signed.Statement.Handle, deposit.Signed.Statement.Version);

        private static string Named(IEnumerable<Handle> group) => string.Join(' ', group.Select(handle => handle.ToString()).Order(StringComparer.Ordinal));
    }
}
