namespace Chorus.Escrow.Matching.Scan;

/// <summary>
/// The reports whose family has others in the list: the members, family by family, each family in order of (number, handle). Public. Most
/// families have one report, which is no member.
/// </summary>
internal sealed class Siblings
{
    private readonly List<int> _reports = [];
    private readonly List<(int Start, int Size, int FirstPair)> _families = [];
    private readonly List<(int Earlier, int Later)> _pairs = [];

    private Siblings()
    {
    }

    /// <summary>Members.</summary>
    public int Count => _reports.Count;

    /// <summary>How many others a member of the largest family has.</summary>
    public int MostOthers { get; private set; }

    /// <summary>All pairs of reports of a family.</summary>
    public IReadOnlyList<(int Earlier, int Later)> Pairs => _pairs;

    public static Siblings Of(ReportColumns reports)
    {
        var siblings = new Siblings();
        foreach (var family in Families.Of(reports))
        {
            if (family.Count > 1)
            {
                siblings.Add(family);
            }
        }

        return siblings;
    }

    /// <summary>The report of a member.</summary>
    public int Report(int member) => _reports[member];

    /// <summary>
    /// The member that stands <paramref name="distance"/> places behind in the family, after the last from the first again, and the pair that the two
    /// are; null where the family has not so many others.
    /// </summary>
    public (int Member, int Pair)? Other(int member, int distance)
    {
        var (start, size, firstPair) = _families[member];
        if (distance >= size)
        {
            return null;
        }

        var place = member - start;
        var other = (place + distance) % size;
        var (earlier, later) = (Math.Min(place, other), Math.Max(place, other));
        return (start + other, firstPair + (later * (later - 1) / 2) + earlier);
    }

    private void Add(ReadOnlySpan<int> family)
    {
        for (var member = 0; member < family.Length; member++)
        {
            _families.Add((_reports.Count, family.Length, _pairs.Count));
        }

        foreach (var report in family)
        {
            _reports.Add(report);
        }

        for (var later = 1; later < family.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                _pairs.Add((family[earlier], family[later]));
            }
        }

        MostOthers = Math.Max(MostOthers, family.Length - 1);
    }
}
