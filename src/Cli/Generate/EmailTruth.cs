namespace Chorus.Cli.Generate;

/// <summary>E-mail addresses. The number in the local part is never given twice, so no two addresses are one.</summary>
internal static class EmailTruth
{
    private static readonly string[] FirstParts = ["arely", "carla", "korbin", "zella", "henrietta", "duncan", "sydney", "mayra"];
    private static readonly string[] SecondParts = ["swift", "graham", "predovic", "welch", "bergstrom", "frami", "ortiz"];

    public static Truth New(Random random, int number)
    {
        var domain = random.One(Pools.MailDomains);
        var (first, second) = (random.One(FirstParts), random.One(SecondParts));
        var dot = random.One(["", ".", "_"]);
        return new Truth("email", typing => new Typed(Type(typing, first, dot, second, number, domain)));
    }

    private static string Type(Random random, string first, string dot, string second, int number, string domain)
    {
        if (domain is "gmail.com")
        {
            // Gmail ignores dots, and has two names; an underscore counts.
            dot = dot is "_" ? dot : random.One(["", "."]);
            domain = random.One(["gmail.com", "googlemail.com"]);
        }
        else if (domain is "müller-werke.example")
        {
            domain = random.One(["müller-werke.example", "xn--mller-werke-thb.example", "mu\u0308ller-werke.example"]);
        }
        var tag = random.Chance(0.2) ? random.One(["+work", "+x", "+hr+2019"]) : "";
        var address = Spelling.AnyCase(random, $"{first}{dot}{second}{number}{tag}@{domain}");
        return Spelling.Padded(random, random.Next(20) switch
        {
            0 => "mailto:" + address,
            1 => $"Somebody <{address}>",
            _ => address,
        });
    }
}
