using System.Text.Json;

namespace Chorus.App.Questionnaires;

/// <summary>
/// The countries to choose from: ISO 3166-1 alpha-2 code and the country's name in a language spoken there, so that one
/// list serves every language of the page. Where scripts run, the browser puts the names into the page's language.
/// </summary>
internal static class Countries
{
    internal static IReadOnlyList<KeyValuePair<string, string>> All { get; } = Read();

    internal static bool Has(string? code) => All.Any(c => string.Equals(c.Key, code, StringComparison.Ordinal));

    private static List<KeyValuePair<string, string>> Read()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream("Questionnaires/countries.json")
            ?? throw new InvalidDataException("countries.json is not built into the application.");
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!];
    }
}
