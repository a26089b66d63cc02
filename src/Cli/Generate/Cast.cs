namespace Chorus.Cli.Generate;

/// <summary>Somebody whom reports name, by some of these truths.</summary>
internal sealed record Person(string Country, IReadOnlyList<Truth> Truths);

/// <summary>Makes people: most with identifiers of their own, a few who share one with somebody else.</summary>
internal sealed class Cast(Random random)
{
    private const int PeopleAtAPlace = 3;
    private const double Shared = 0.03;

    private readonly HashSet<string> _phones = new(StringComparer.Ordinal);
    private readonly HashSet<string> _plates = new(StringComparer.Ordinal);
    private Workplace? _workplace;
    private Truth? _lastPhone;
    private int _people;

    public Person New()
    {
        if (_people % PeopleAtAPlace == 0 || _workplace is null)
        {
            _workplace = new Workplace(random, _people);
        }
        _people++;

        var pool = random.One(Pools.Names);
        var truths = new List<Truth>();
        AddIf(0.6, () => EmailTruth.New(random, _people));
        AddIf(0.6, NewPhone);
        AddIf(0.5, () => ProfileTruth.New(random, _people));
        AddIf(0.4, () => VehicleTruth.New(random, _plates));
        AddIf(0.4, _workplace.NewStaffNumber);
        AddIf(0.6, () => _workplace.NewName(pool));
        AddIf(0.5, _workplace.NewRole);
        if (truths.Count == 0)
        {
            truths.Add(EmailTruth.New(random, _people));
        }
        return new Person(pool.Country, truths);

        void AddIf(double probability, Func<Truth?> make)
        {
            if (random.Chance(probability) && make() is { } truth)
            {
                truths.Add(truth);
            }
        }
    }

    /// <summary>
    /// A phone of one's own or, sometimes, the last one that somebody got: a telephone of the house. Two groups that meet in one
    /// identifier must not be glued together.
    /// </summary>
    private Truth NewPhone() => _lastPhone = _lastPhone is not null && random.Chance(Shared) ? _lastPhone : PhoneTruth.New(random, _phones);
}
