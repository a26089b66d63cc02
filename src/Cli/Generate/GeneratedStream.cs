namespace Chorus.Cli.Generate;

/// <summary>A line of a stream.</summary>
internal abstract record Entry
{
    /// <summary>A report. <paramref name="Quorum"/> is 1 to 7, or null for keep.</summary>
    internal sealed record Report(
        string Id, string Reporter, int? Quorum, string Organisation, string Country, IReadOnlyList<(Truth Truth, Typed Typed)> Respondent,
        IReadOnlyList<string> Acts, string When, string Sector, string Text) : Entry;

    internal sealed record Withdraw(string Id) : Entry;

    internal sealed record Run : Entry;
}

/// <summary>
/// A stream of reports from a seed: people with several identifiers, each spelled differently in each report, reporters who come
/// again, withdrawals before and after release, three runs. The same count and seed always give the same stream.
/// </summary>
internal sealed class GeneratedStream(int count, int seed)
{
    private const int MostOfOneReporter = 16;
    private const int Runs = 3;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _reportsOf = new(StringComparer.Ordinal);
    private readonly List<string> _reporters = [];

    public IEnumerable<Entry> Entries()
    {
        var withdrawals = new PriorityQueue<string, int>();
        var subjects = Subjects();
        var runsDone = 0;
        for (var number = 1; number <= count; number++)
        {
            var report = NewReport(number, subjects[number - 1]);
            yield return report;
            if (_random.Chance(0.04))
            {
                withdrawals.Enqueue(report.Id, number + _random.Next(1, Math.Max(2, count / 2)));
            }
            while (withdrawals.TryPeek(out var id, out var at) && at <= number)
            {
                withdrawals.Dequeue();
                yield return new Entry.Withdraw(id);
            }
            if (runsDone < Runs - 1 && number >= (long)count * (runsDone + 1) / Runs)
            {
                runsDone++;
                yield return new Entry.Run();
            }
        }
        yield return new Entry.Run();
    }

    /// <summary>Who is named by each report: groups of one to sixteen reports, dealt out over the whole stream.</summary>
    private Person[] Subjects()
    {
        var cast = new Cast(_random);
        var subjects = new Person[count];
        for (var dealt = 0; dealt < count;)
        {
            var person = cast.New();
            for (var left = GroupSize(); left > 0 && dealt < count; left--)
            {
                subjects[dealt++] = person;
            }
        }
        _random.Shuffle(subjects);
        return subjects;
    }

    private int GroupSize() => _random.Next(100) switch
    {
        < 45 => 1,
        < 65 => 2,
        < 80 => 3,
        < 88 => 4,
        < 93 => 5,
        < 97 => _random.Next(6, 10),
        _ => _random.Next(10, 17),
    };

    private Entry.Report NewReport(int number, Person person)
    {
        int? quorum = _random.Next(100) switch
        {
            < 5 => 1,
            < 40 => 2,
            < 76 => 3,
            < 81 => 4,
            < 86 => 5,
            < 91 => 6,
            < 95 => 7,
            _ => null,
        };
        var truths = person.Truths.ToArray();
        _random.Shuffle(truths);
        // A report that is kept may name nobody.
        var named = quorum is null && _random.Chance(0.2) ? 0 : _random.Next(1, Math.Min(4, truths.Length) + 1);
        return new Entry.Report(
            $"r-{number:D6}",
            Reporter(),
            quorum,
            _random.One(Pools.Organisations),
            person.Country,
            [.. truths.Take(named).Select(truth => (truth, truth.Spell(_random)))],
            [_random.One(Pools.Acts)],
            $"{_random.Next(2000, 2026)}-{_random.Next(1, 13):D2}",
            _random.One(Pools.Sectors),
            _random.One(Pools.Stories));
    }

    /// <summary>Mostly somebody new, sometimes one of the last who reported, at most sixteen times.</summary>
    private string Reporter()
    {
        if (_reporters.Count > 0 && _random.Chance(0.08))
        {
            var known = _reporters[_random.Next(Math.Max(0, _reporters.Count - 200), _reporters.Count)];
            if (_reportsOf[known] < MostOfOneReporter)
            {
                _reportsOf[known]++;
                return known;
            }
        }
        var reporter = $"p-{_reporters.Count + 1:D7}";
        _reporters.Add(reporter);
        _reportsOf.Add(reporter, 1);
        return reporter;
    }
}
