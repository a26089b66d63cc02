namespace Chorus.Cli.Generate;

/// <summary>Telephone numbers by country: calling code, what is dialled before a number at home, and how mobile numbers look.</summary>
internal static class PhoneTruth
{
    private sealed record Plan(string Region, string Code, string Trunk, string Start, int Free, int Group);

    // Free digits follow the start; none of the plans lets one number be a beginning of another.
    private static readonly Plan[] Plans =
    [
        new("ES", "34", "", "6", 8, 3), new("FR", "33", "0", "6", 8, 2), new("DE", "49", "0", "151", 8, 3), new("GB", "44", "0", "7400", 6, 3),
        new("PL", "48", "", "600", 6, 3), new("US", "1", "", "2122", 6, 3), new("MX", "52", "", "55", 8, 4), new("BR", "55", "", "119", 8, 4),
        new("IN", "91", "0", "98", 8, 5), new("CN", "86", "", "138", 8, 4), new("TR", "90", "0", "532", 7, 3), new("EG", "20", "0", "100", 7, 4),
        new("VN", "84", "0", "91", 7, 3), new("RU", "7", "8", "916", 7, 3), new("PH", "63", "0", "917", 7, 4), new("MA", "212", "0", "6", 8, 2),
    ];

    /// <summary>A new number; <paramref name="taken"/> keeps them apart.</summary>
    public static Truth New(Random random, HashSet<string> taken)
    {
        Plan plan;
        string national;
        do
        {
            plan = random.One(Plans);
            national = plan.Start + Spelling.Digits(random, plan.Free);
        }
        while (!taken.Add(plan.Code + national));
        return new Truth("phone", typing => Type(typing, plan, national));
    }

    private static Typed Type(Random random, Plan plan, string national)
    {
        var between = random.One([" ", "", "-", ".", "\u00a0"]);
        var grouped = Spelling.Grouped(national, plan.Group, between);
        var text = random.Next(6) switch
        {
            0 => $"+{plan.Code} {grouped}",
            1 => $"+{plan.Code}{national}",
            2 => $"00{plan.Code}{national}",
            3 => $"00 {plan.Code} {grouped}",
            4 => plan.Trunk + national,
            _ => plan.Trunk + grouped,
        };
        text = random.Next(10) switch
        {
            0 => Spelling.OtherDigits(random, text),
            1 => "Tel. " + text,
            _ => text,
        };
        return new Typed(Spelling.Padded(random, text), plan.Region);
    }
}
