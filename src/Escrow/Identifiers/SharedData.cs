using System.Text.Json;

namespace Chorus.Escrow.Identifiers;

/// <summary>The JSON files beside the code, which the TypeScript twins import as they are: one list for both languages.</summary>
internal static class SharedData
{
    public static T Read<T>(string name)
    {
        using var stream = typeof(SharedData).Assembly.GetManifestResourceStream("identifiers/" + name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"The resource {name} is empty.");
    }
}
