using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>What reporters do: statements about new and old reports, and how each goes out to the three trustees.</summary>
internal sealed class Filing(Circle circle, Random random, List<SimulatedReport> reports, Post post, Way way, Action<string, string> tell)
{
    private const int Families = 8;
    private const int Persons = 4;

    // A receipt holds 16 reports, and the rule's definition tries all sets of the reports that name one person.
    private const int MostOfFamily = 6;
    private const int MostReports = 14;

    private readonly Reporter[] _reporters = [.. Enumerable.Range(0, Families).Select(_ => circle.NewReporter())];

    internal void Deposit()
    {
        if (NewReport() is { } report)
        {
            tell("deposit", $"report {report.Id} of family {report.Family}: {Carried(report.Versions[^1])}");
            way.Send(report, report.Versions[^1], Carry);
        }
    }

    /// <summary>A report that nobody has heard of yet; null where there are enough.</summary>
    internal SimulatedReport? NewReport()
    {
        var family = random.Next(Families);
        if (reports.Count(other => other.WithdrawnAt.Count < 3) >= MostReports || reports.Count(other => other.Family == family) >= MostOfFamily)
        {
            return null;
        }

        var (quorum, persons) = Choice();
        var report = new SimulatedReport(reports.Count, family, _reporters[family]);
        report.Versions.Add(new SimulatedVersion(report.Reporter.Deposit(quorum, persons), quorum, persons));
        reports.Add(report);
        return report;
    }

    internal void Retry()
    {
        if (Pick(reports.Where(report => !IsFinished(report))) is { } report)
        {
            tell("retry", $"report {report.Id}");
            Finish(report, Carry);
        }
    }

    // Only what is whole everywhere is changed, as the site has it; the change itself may stay half done.
    internal void ChangeQuorum(bool besideWithdrawal)
    {
        if (Pick(reports.Where(r => r.Withdrawal is null && way.IsDone(r, r.Versions[^1]) && r.Versions.Count < 6)) is not { } report)
        {
            return;
        }

        var last = report.Versions[^1];
        var (quorum, persons) = (Quorum(), last.Persons);
        report.Versions.Add(new SimulatedVersion(report.Reporter.Change(last.Sealed, quorum, persons), quorum, persons));
        if (besideWithdrawal)
        {
            report.Withdrawal = report.Reporter.Withdraw(last.Sealed);
        }

        tell(besideWithdrawal ? "change of quorum beside a withdrawal" : "change of quorum", $"report {report.Id}: {Carried(report.Versions[^1])}");
        if (!besideWithdrawal)
        {
            way.Send(report, report.Versions[^1], Carry);
            return;
        }

        // From another page, so past the site's order: each trustee may hear of the two in another one, and the change may be whole everywhere, and
        // what it follows destroyed, before the withdrawal comes.
        var late = random.Next(3) == 0;
        foreach (var trustee in Shuffled([0, 1, 2]))
        {
            Shuffled([new Letter(report, report.Versions[^1], trustee), new Letter(report, null, trustee)]).ToList().ForEach(letter =>
            {
                if (late && letter.Version is null)
                {
                    tell("delay", letter.ToString());
                    post.Delay(letter);
                }
                else
                {
                    Carry(letter);
                }
            });
        }
    }

    /// <summary>A report with a signed withdrawal that nobody has heard of yet; null where there is nothing to withdraw.</summary>
    internal SimulatedReport? NewWithdrawal()
    {
        var report = Pick(reports.Where(r => r.Withdrawal is null && way.NewestDone(r) is not null));
        if (report is not null)
        {
            report.Withdrawal = report.Reporter.Withdraw(way.NewestDone(report)!.Sealed);
        }

        return report;
    }

    internal void Withdraw()
    {
        if (NewWithdrawal() is { } report)
        {
            tell("withdrawal", $"report {report.Id}");
            way.Send(report, null, Carry);
        }
    }

    /// <summary>Whether the last wish about a report is acknowledged.</summary>
    internal bool IsFinished(SimulatedReport report) => way.IsDone(report, report.Withdrawal is null ? report.Versions[^1] : null);

    /// <summary>Tries again what is still to be done so that the last wish about a report is acknowledged by all three.</summary>
    internal void Finish(SimulatedReport report, Func<Letter, DepositAnswer?> carry)
    {
        if (way.HasSite)
        {
            way.Send(report, report.Withdrawal is null ? report.Versions[^1] : null, carry);
            return;
        }

        foreach (var letter in Unfinished(report).ToList())
        {
            carry(letter);
        }
    }

    /// <summary>Whether something would stay half done for good if the clock moved so far: it is sealed to a key that is erased by then.</summary>
    internal bool IsTooLong(TimeSpan jump) => reports.Where(report => report.Withdrawal is null && !IsFinished(report))
        .Any(report => Enumerable.Range(0, 3).Any(trustee => !report.Versions[^1].At.Contains(trustee) && !circle.Opens(trustee, report.Versions[^1].Sealed, jump)));

    private static IEnumerable<Letter> Unfinished(SimulatedReport report)
    {
        for (var trustee = 0; trustee < 3; trustee++)
        {
            if (report.Withdrawal is not null && !report.WithdrawnAt.Contains(trustee))
            {
                yield return new Letter(report, null, trustee);
            }
            else if (report.Withdrawal is null && !report.Versions[^1].At.Contains(trustee))
            {
                yield return new Letter(report, report.Versions[^1], trustee);
            }
        }
    }

    /// <summary>Mostly at once; some are late, so that others overtake them, and of some the answer is lost.</summary>
    private DepositAnswer? Carry(Letter letter)
    {
        switch (random.Next(16))
        {
            case < 2:
                tell("delay", letter.ToString());
                post.Delay(letter);
                return null;
            case 2:
                tell("answer lost", letter.ToString());
                post.Deliver(letter);
                return null;
            default:
                return post.Deliver(letter);
        }
    }

    private (int Quorum, int[] Persons) Choice() => (Quorum(), [.. Shuffled([.. Enumerable.Range(0, Persons)]).Take(random.Next(1, 3))]);

    private int Quorum() => random.Next(8) switch { 0 => 0, 1 => 1, 7 => 4, var n => Math.Min(n, 3) };

    internal T[] Shuffled<T>(T[] items)
    {
        random.Shuffle(items);
        return items;
    }

    internal SimulatedReport? Pick(IEnumerable<SimulatedReport> reports)
    {
        var all = reports.ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    internal static string Carried(SimulatedVersion version) =>
        $"version {version.Number}, quorum {(version.Quorum == 0 ? "keep" : version.Quorum)}, persons {string.Join(' ', version.Persons)}";
}
