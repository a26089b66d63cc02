namespace Chorus.Escrow.Identifiers;

/// <summary>Countries by ISO 3166-1 alpha-2 code, with an English name for messages.</summary>
public static class Regions
{
    private static readonly SortedDictionary<string, string> Names =
        new(SharedData.Read<Dictionary<string, string>>("regions.json"), StringComparer.Ordinal);

    /// <summary>Code to English name, in order of code.</summary>
    public static IReadOnlyDictionary<string, string> All => Names;

    /// <summary>
    /// Reads a code of any case; UK and EL, which their people use, are GB and GR.
    /// Null or empty gives null and true; anything that is no country gives false.
    /// </summary>
    internal static bool TryRead(string? text, out string? region)
    {
        region = Text.Characters.Clean(text ?? "").ToUpperInvariant();
        region = region switch { "" => null, "UK" => "GB", "EL" => "GR", _ => region };
        return region is null || Names.ContainsKey(region);
    }

    internal static string NameOf(string region) => Names.GetValueOrDefault(region, region);
}
