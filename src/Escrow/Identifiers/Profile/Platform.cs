namespace Chorus.Escrow.Identifiers.Profile;

/// <summary>How one large platform writes the address of a person's profile (platforms.json).</summary>
/// <param name="Name">Its name in canonical forms.</param>
/// <param name="Aliases">What else people call it.</param>
/// <param name="Hosts">Its hosts; any host below them is the same platform.</param>
/// <param name="Before">First path segments that only stand before the handle.</param>
/// <param name="Kept">First path segments that stay a part of the handle, since what follows has its own numbering.</param>
/// <param name="LastOf">First path segments after which the last segment is the handle.</param>
/// <param name="NumberIn">First path segments whose handle is a query parameter.</param>
/// <param name="NotAPerson">First path segments of posts, searches and the like.</param>
internal sealed record Platform(
    string Name,
    string[] Aliases,
    string[] Hosts,
    string[] Before,
    string[] Kept,
    string[] LastOf,
    Dictionary<string, string> NumberIn,
    string[] NotAPerson)
{
    private static readonly Platform[] All = [.. SharedData.Read<Entry[]>("platforms.json").Select(entry => entry.Complete())];

    private sealed record Entry(
        string Name, string[]? Aliases, string[] Hosts, string[]? Before, string[]? Kept, string[]? LastOf,
        Dictionary<string, string>? NumberIn, string[]? NotAPerson)
    {
        public Platform Complete() => new(Name, Aliases ?? [], Hosts, Before ?? [], Kept ?? [], LastOf ?? [], NumberIn ?? [], NotAPerson ?? []);
    }

    /// <summary>The platform of that name or alias, or null.</summary>
    public static Platform? Named(string word) =>
        Array.Find(All, platform => string.Equals(platform.Name, word, StringComparison.Ordinal) || platform.Aliases.Contains(word, StringComparer.Ordinal));

    /// <summary>The platform at that host (lower case, ASCII), or null.</summary>
    public static Platform? AtHost(string domain) =>
        Array.Find(All, platform => Array.Exists(platform.Hosts, host => string.Equals(domain, host, StringComparison.Ordinal) || domain.EndsWith("." + host, StringComparison.Ordinal)));
}
