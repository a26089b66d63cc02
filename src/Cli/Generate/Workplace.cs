namespace Chorus.Cli.Generate;

/// <summary>A place at which several people are known by name, role and staff number, each of these once.</summary>
internal sealed class Workplace(Random random, int number)
{
    private readonly string _name = $"{random.One(Pools.PlaceKinds)} {random.One(Pools.PlaceNames)} {number}, {random.One(Pools.Towns)}";
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _staffNumbers = new(StringComparer.Ordinal);

    /// <summary>A name that nobody else has here; null if the names that came up are taken.</summary>
    public Truth? NewName(NamePool pool)
    {
        var family = random.One(pool.Family);
        if (!_families.Add(family))
        {
            return null;
        }
        var given = random.One(pool.Given);
        return new Truth("name", typing => new Typed(NameText(typing, pool, given, family), Place: PlaceText(typing)));
    }

    /// <summary>A role that nobody else has here; null if the one that came up is taken.</summary>
    public Truth? NewRole()
    {
        var role = random.One(Pools.Roles);
        return _roles.Add(role)
            ? new Truth("role", typing => new Typed(
                Spelling.Padded(typing, (typing.Chance(0.2) && char.IsAscii(role[0]) ? "the " : "") + Spelling.AnyCase(typing, role)), Place: PlaceText(typing)))
            : null;
    }

    /// <summary>A staff number, often with leading zeros.</summary>
    public Truth NewStaffNumber()
    {
        string digits;
        do
        {
            digits = Spelling.Digits(random, 5);
        }
        while (!_staffNumbers.Add(digits));
        return new Truth("staff-id", typing => new Typed(
            Spelling.Padded(typing, typing.Chance(0.1) ? Spelling.OtherDigits(typing, digits) : typing.Chance(0.1) ? "#" + digits : digits),
            Place: PlaceText(typing)));
    }

    private string PlaceText(Random typing)
    {
        var text = typing.Next(6) switch
        {
            0 => Spelling.Capitals(_name, turkish: false),
            1 => _name.ToLowerInvariant(),
            2 => _name.Replace(",", "", StringComparison.Ordinal),
            3 => Spelling.AccentsApart(_name),
            4 => _name.Replace(" ", "  ", StringComparison.Ordinal),
            _ => _name,
        };
        return Spelling.Padded(typing, text);
    }

    private static string NameText(Random typing, NamePool pool, GivenName given, string family)
    {
        var first = given.Nicknames.Length > 0 && typing.Chance(0.3) ? typing.One(given.Nicknames) : given.Name;
        var text = typing.Next(6) switch
        {
            0 => $"{family}, {first}",
            1 => $"{family} {first}",
            2 => $"{typing.One(pool.Titles)} {first} {family}",
            3 => $"{first}  {family}",
            4 => $"{first}\u00a0{family}",
            _ => $"{first} {family}",
        };
        text = typing.Next(6) switch
        {
            0 => Spelling.Capitals(text, pool.Turkish),
            1 => Spelling.AccentsApart(text),
            2 => text.Replace('\'', '’'),
            _ => text,
        };
        return Spelling.Padded(typing, text);
    }
}
