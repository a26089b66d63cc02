namespace Chorus.Cli.Generate;

/// <summary>Vehicles' plates: two letters, three digits, two letters, in some country.</summary>
internal static class VehicleTruth
{
    private static readonly string[] Regions = ["GB", "FR", "ES", "BR", "IN", "TR", "VN", "EG", "MX", "US", "CN", "DE", "PL", "RU"];
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    // On Russian plates only letters that look the same in both scripts are used, and people type either.
    private const string RussianLetters = "ABEKMHOPCTYX";
    private const string RussianTwins = "АВЕКМНОРСТУХ";

    public static Truth New(Random random, HashSet<string> taken)
    {
        string region, plate;
        do
        {
            region = random.One(Regions);
            var letters = region is "RU" ? RussianLetters : Letters;
            plate = $"{random.One(letters.ToArray())}{random.One(letters.ToArray())} {Spelling.Digits(random, 3)} {random.One(letters.ToArray())}{random.One(letters.ToArray())}";
        }
        while (!taken.Add(region + plate));
        return new Truth("vehicle", typing => Type(typing, plate, region));
    }

    private static Typed Type(Random random, string plate, string region)
    {
        var text = plate.Replace(" ", random.One([" ", "", "-", "\u00a0", "–"]), StringComparison.Ordinal);
        if (region is "RU" && random.Chance(0.5))
        {
            text = string.Concat(text.Select(c => RussianLetters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? RussianTwins[at] : c));
        }
        return new Typed(Spelling.Padded(random, Spelling.AnyCase(random, text)), Spelling.AnyCase(random, region));
    }
}
