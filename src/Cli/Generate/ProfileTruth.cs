namespace Chorus.Cli.Generate;

/// <summary>Profiles on large platforms and on a small site.</summary>
internal static class ProfileTruth
{
    private static readonly string[][] Addresses =
    [
        ["https://www.facebook.com/{0}", "m.facebook.com/{0}?ref=bookmarks", "https://m.facebook.com/{0}/?ref=x", "https://es-es.facebook.com/{0}/"],
        ["https://twitter.com/{0}", "https://mobile.twitter.com/{0}/", "https://x.com/{0}", "x.com/{0}/status/1234567890", "twitter @{0}"],
        ["https://www.instagram.com/{0}/", "instagram.com/{0}?hl=en", "https://instagram.com/{0}", "@{0} on instagram"],
        ["https://www.tiktok.com/@{0}", "tiktok.com/@{0}?lang=en", "TikTok: @{0}"],
        ["https://www.linkedin.com/in/{0}/", "https://uk.linkedin.com/in/{0}", "linkedin.com/in/{0}#about"],
        ["https://www.kitchen-forum.example/users/{0}", "http://m.kitchen-forum.example/users/{0}/?tab=posts", "kitchen-forum.example/users/{0}"],
    ];

    private static readonly string[] Words = ["korbin", "mayalabadie", "coramorissette", "carroll.satterfield", "jensen_gutkowski", "chef.ramon", "the_owner"];

    public static Truth New(Random random, int number)
    {
        var forms = random.One(Addresses);
        var handle = $"{random.One(Words)}{number}";
        return new Truth("profile", typing =>
            new Typed(Spelling.Padded(typing, string.Format(null, typing.One(forms), Spelling.AnyCase(typing, handle)))));
    }
}
